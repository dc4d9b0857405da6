package org.symm.gammas;

import java.util.List;
import java.util.function.BiFunction;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.frames.Orthogonalisation;
import org.symm.groups.Coset;
import org.symm.groups.ElementList;
import org.symm.groups.Group;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;

/** The named ways of choosing group elements, for static import. */
public final class Gammas {

  private Gammas() {}

  /**
   * A Γ of one's own: a kernel X → G/φ(H) for each space and cosets, which its author says is
   * G-equivariant.
   */
  public static Gamma gamma(String name, String domain, BiFunction<Space, Coset, Kernel> kernel) {
    return new Gamma(name, domain, kernel);
  }

  /**
   * The same from what its box computes: with noise, one choice for each row; or, as a {@link
   * Body.Finite}, a weighted finite set of choices, Σ wᵢ(x) δ(gᵢ(x)).
   */
  public static Gamma choosing(
      String name, String domain, List<Parameter> parameters, BiFunction<Space, Coset, Body> body) {
    Refused.ifNull(parameters, "the list of parameters of %s", name);
    Refused.ifNull(body, "what %s computes", name);
    return gamma(name, domain, (x, c) -> Gamma.box(name, x, c, parameters, true, body.apply(x, c)));
  }

  /**
   * The Haar probability of a compact group, whatever the input: g uniform on G. With a mean over
   * samples, or over all of a finite group, this is group averaging, (1/|G|) Σ g·f(g⁻¹x).
   */
  public static Gamma haar(Group g) {
    Refused.ifNull(g, "the group to draw from");
    return Haar.of(g);
  }

  /**
   * A uniform permutation of n items as a choice of the first k, followed by the others in random
   * order; as Haar in law. With a mean over the n!/(n − k)! choices it is k-ary Janossy pooling for
   * functions of the first k items, with k = n full Janossy pooling, and with one sample a step
   * π-SGD (Murphy et al. 2019).
   *
   * @throws IllegalArgumentException if k is not one of 1 … n, or the choices, n numbers each,
   *     would take more than 256 MiB
   */
  public static Gamma janossy(int n, int k) {
    if (k >= 1 && k <= n) {
      ElementList.demandListed(
          "janossy(" + n + ", " + k + ")",
          ElementList.choices(n, k),
          n,
          "draw some in place of all: haar(S("
              + n
              + ")) with mean(K) or samples(K), or a smaller k");
    }
    return Orderings.uniform(n, k);
  }

  /**
   * The mean of the points, (1/n) Σ xᵢ, for translations; equivariant for rotations and
   * permutations too.
   */
  public static Gamma centroid() {
    return Centroids.centroid();
  }

  /**
   * A weighted mean of the points, Σ softmax(w(x))ᵢ xᵢ, for translations.
   *
   * @param weights a G-equivariant kernel X → features(n, 1)
   */
  public static Gamma centroid(Kernel weights) {
    Refused.ifNull(weights, "the kernel of weights");
    return Centroids.weighted(weights);
  }

  /**
   * The geometric median, the point with the least sum of distances to the points, for
   * translations; it turns with rotations, as the median of each coordinate does not, but other
   * matrices, as those of Aff(d), are refused, as they change distances. Computed by 40 steps of
   * Weiszfeld's iteration from the centroid, each of them equivariant.
   */
  public static Gamma median() {
    return Centroids.median();
  }

  /**
   * Γ from a G-equivariant network ν: its output made a group element. Frames become elements of
   * O(d) or SO(d) by Gram–Schmidt, scores of n items an element of S(n) by sorting, a point an
   * element of T(d). With ν deterministic this is learned canonicalisation (Kaba et al. 2023), with
   * ν random and a mean probabilistic symmetrisation (Kim et al. 2023).
   */
  public static Gamma learned(Kernel nu) {
    Refused.ifNull(nu, "the network ν");
    return Learned.of(nu.name(), nu, Orthogonalisation.GRAM_SCHMIDT);
  }

  /**
   * Gram–Schmidt of the d vectors that an equivariant network returns, for O(d): the Q of their QR
   * decomposition with positive diagonal, whichever algorithm finds it; for SO(d) with its last
   * column turned where the determinant is −1.
   */
  public static Gamma gramSchmidt(Kernel frames) {
    Refused.ifNull(frames, "the network of frames");
    return Learned.of("Gram–Schmidt of " + frames.name(), frames, Orthogonalisation.GRAM_SCHMIDT);
  }

  /**
   * The polar factor A (AᵀA)^(−1/2) of the d vectors that an equivariant network returns, for O(d):
   * the nearest orthonormal frame, in which no vector comes first; for SO(d) with its last column
   * turned where the determinant is −1, which is then not the nearest rotation.
   */
  public static Gamma polar(Kernel frames) {
    Refused.ifNull(frames, "the network of frames");
    return Learned.of("polar factor of " + frames.name(), frames, Orthogonalisation.POLAR);
  }

  /**
   * Sorting of items by the scores that an equivariant network gives each, features(n, k), the
   * first deciding first, for S(n); equal scores in random order.
   */
  public static Gamma sorting(Kernel scores) {
    Refused.ifNull(scores, "the network of scores");
    return Learned.of("sorting by " + scores.name(), scores, Orthogonalisation.GRAM_SCHMIDT);
  }

  /**
   * Sorting by one score an item, for S(n), which passes a gradient to the network of scores: the
   * permutation is the hard one, the gradient by its matrix is handed to the soft permutation P,
   * log P[i, j] = −|sᵢ − s_(j)|/τ after rounds of Sinkhorn's normalisation, for scores s of length
   * 1 (Mena et al. 2018; Kim et al. 2023, arXiv 2306.02866). In training it adds the term {@code
   * entropy}, of rows and columns of P. A derivative by the input is that of the hard choice.
   *
   * @param scores a kernel X → features(n, 1), equivariant for G
   * @param how temperature, rounds, noise on scores and the weight of entropy
   * @throws IllegalArgumentException if S(n) does not act on X by linear maps
   */
  public static Gamma sorting(Kernel scores, Sinkhorn how) {
    Refused.ifNull(scores, "the network of scores");
    Refused.ifNull(how, "how sorting passes a gradient");
    return DiscreteChoices.sorting(scores, how);
  }

  /**
   * The element h of a finite group with the largest score λ(h⁻¹·x), which passes a gradient to λ:
   * the choice is hard, w one-hot in y = Σ wₕ h·x, and the gradient by w is handed to softmax(β λ)
   * (straight through; Kaba et al. 2023, arXiv 2211.06489; Mondal et al. 2023, arXiv 2310.01647).
   * In training it adds the term {@code prior}, −log softmax(β λ) at the identity, which keeps
   * training data as they are. A derivative by the input is that of the hard choice.
   *
   * @param score a kernel λ: X → scalars(1) that H does not change, any network for H = 1
   * @param beta β, 1 in the papers
   * @param prior the weight of the term; 0 shows it only
   * @throws IllegalArgumentException if the group does not act on X by linear maps
   */
  public static Gamma largest(Kernel score, double beta, double prior) {
    Refused.ifNull(score, "the kernel of scores");
    Refused.unless(
        beta > 0 && Double.isFinite(beta) && Double.isFinite(prior),
        "largest needs a positive finite β and a finite weight of the prior, not %s and %s",
        beta,
        prior);
    return DiscreteChoices.largest(score, beta, prior);
  }

  /**
   * The order of n points by their coordinates, the first deciding first, for S(n). Other groups
   * must leave the coordinates as they are.
   */
  public static Gamma lexicographic() {
    return Orderings.lexicographic();
  }

  /**
   * The order of n points along a Hilbert curve through the box around them (Skilling 2004), for
   * S(n): near points mostly stay near. Other groups must leave the coordinates as they are.
   */
  public static Gamma hilbert() {
    return Orderings.hilbert();
  }

  /**
   * The orders of n points along k random directions, weighted by the smallest gap between
   * projections (Dym et al. 2024), for S(n), also beside O(d), T(d) and E(d); equally weighted
   * where all directions have ties.
   *
   * @throws IllegalArgumentException if k is below 1
   */
  public static Gamma directions(int k) {
    Refused.unless(k >= 1, "directions(k) needs k of at least 1, not %s", k);
    return Orderings.directions(k);
  }

  /**
   * The order of n items by the spectrum of the Laplacian L = D − A of the weights between them,
   * for S(n): by Σ uᵢ² over the eigenvectors u of each eigenvalue (Puny et al. 2022, with a
   * tolerance). Items that it does not tell apart, as those that an automorphism moves, come in
   * random order.
   */
  public static Gamma spectrum() {
    return Orderings.spectrum();
  }

  /**
   * The PCA frame of a cloud (Puny et al. 2022): the eigenvectors of its covariance with all signs,
   * 2ᵈ frames for O(d) and E(d), 2ᵈ⁻¹ for SO(d) and SE(d), equally weighted. With a mean over them
   * this is frame averaging. It jumps where eigenvalues cross; where they are equal, axes are drawn
   * at random in their space. Gradients pass through the eigenvectors.
   *
   * <p>What is equal, or flat, or in one place is judged by what coordinates at the distance of the
   * cloud from the origin resolve, for this and all statistics of clouds: 10⁻¹² of that distance,
   * in float32 10⁻⁵. In {@code k.to(O(d), Γ).to(E(d), centroid())} too, and through any steps that
   * only move points. Not where a network or a box lies between: of a flat cloud of more than d
   * points from far away it hands on rounding as thickness, which nothing after it can tell; a
   * certificate for such inputs finds it. Centre first, or use one Γ for E(d).
   */
  public static Gamma pca() {
    return CloudFrames.pca();
  }

  /**
   * One frame of a cloud: Gram–Schmidt of its first independent points (Lin et al. 2024), for O(d),
   * SO(d), E(d), SE(d): those whose distance from the span of the ones before is at least π⁻³ of
   * the largest, as the error of nearer ones would be magnified. It depends on the order of the
   * points, so S(n) must not act on them: choose an order afterwards.
   */
  public static Gamma minimal() {
    return CloudFrames.minimal();
  }

  /**
   * Weighted frames of a cloud that change continuously with it where it spans d − 1 dimensions:
   * Gram–Schmidt of any d − 1 points from the centroid, weighted by the volume that they span (Dym
   * et al. 2024). For SO(d) and SE(d) n!/(n − d + 1)! frames, for O(d) and E(d) twice as many.
   */
  public static Gamma robust() {
    return CloudFrames.robust();
  }

  /**
   * The size of a cloud, √((1/n) Σ |xᵢ − x̄|²), for ℝ₊; also beside turns, translations and
   * permutations. Stops where all points are in one place: all of ℝ₊ fixes such a cloud, so no
   * choice is equivariant.
   */
  public static Gamma size() {
    return Scalings.size();
  }

  /**
   * The covariance S = (1/n) Σ (xᵢ − x̄)(xᵢ − x̄)ᵀ of a cloud, for GL(d) from O(d), whose cosets
   * are SPD(d) with g·S = g S gᵀ; for Aff(d) from E(d), or from GL(d) with {@link #centroid()}.
   * Stops where the points do not span ℝᵈ: their stabiliser is not compact, so no choice is
   * equivariant. A Γ for O(d) before it sees a cloud with covariance 1, where {@link #pca()} could
   * only choose at random; use {@link #robust()}.
   */
  public static Gamma covariance() {
    return Scalings.covariance();
  }
}
