package org.symm.experiments.graphs;

import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.gammas.Gammas.spectrum;
import static org.symm.groups.Groups.S;
import static org.symm.kernels.Kernels.box;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.gin;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.edges;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.present;
import static org.symm.spaces.Spaces.scalars;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.symm.data.graphs.PaddedGraphs;
import org.symm.engine.Array;
import org.symm.gammas.Sinkhorn;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Loss;
import org.symm.learning.Schedule;
import org.symm.networks.Gin;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Graph separation: which graphs a network tells apart once it is made invariant for S(n), the
 * experiments of Puny et al. 2022 (arXiv 2110.03336, section 4.1) and Kim et al. 2023 (arXiv
 * 2306.02866, section 3.1). Each of their methods is a choice of Γ, of a network and of how many
 * samples are averaged.
 *
 * @param task the graphs
 * @param model how the network is made invariant
 * @param backbone the network
 * @param samples K, the samples that are averaged at the output
 * @param eta η, the noise U(0, η) on the features that choose, for {@link Model#PROBABILISTIC}
 * @param tau τ of the soft permutation that passes the gradient
 */
public record Graphs(
    GraphTask task, Model model, Backbone backbone, int samples, double eta, double tau) {

  /** The ways to make a network invariant. */
  public enum Model {
    /** The network as it is. */
    NONE,
    /** By uniform permutations: group averaging. */
    AVERAGE,
    /** By an order of the nodes from Laplacian eigenvectors, ties at random (Puny et al. 2022). */
    FRAME,
    /** By the order of scores from a graph network: learned canonicalisation. */
    CANONICAL,
    /** The same with noise on the features that are scored (Kim et al. 2023). */
    PROBABILISTIC
  }

  /** The networks. */
  public enum Backbone {
    /** A multilayer perceptron on the adjacency matrix, of EXP also on features. */
    MLP,
    /** A graph isomorphism network, which is invariant by itself. */
    GIN,
    /** The same with the place of each node as a further feature. */
    GIN_ID
  }

  private static final int LAYERS = 3;
  private static final int WIDTH = 64;
  private static final int EMBEDDING = 10;
  private static final int ROUNDS = 20;
  private static final double ENTROPY = 0.1;

  /** Steps in which the rate rises, 200 epochs of 8. */
  private static final int WARM_UP = 1600;

  private int n() {
    return task.nodes;
  }

  /** Features (own, degree), edges, and which nodes are there. */
  public Space x() {
    return features(n(), 2).times(edges(n())).times(present(n()));
  }

  /** S(n). */
  public Group group() {
    return S(n());
  }

  private UnaryOperator<Tensor> activation() {
    return task.isLearned() ? Tensor::relu : Tensor::tanh;
  }

  /** The network alone: 10 numbers, or one logit where labels are learned. */
  public Kernel network() {
    Space y = scalars(EMBEDDING);
    Kernel k =
        switch (backbone) {
          case MLP -> perceptron(y);
          case GIN -> gin(x(), y, new Gin(LAYERS, WIDTH).activation(activation()));
          case GIN_ID -> identified(y);
        };
    Kernel last = kernel("activation", y, y, k.group(), activation()::apply);
    Kernel embedding = k.then(last);
    return task.isLearned() ? embedding.then(mlp(y, scalars(1))) : embedding;
  }

  private Kernel perceptron(Space y) {
    Space read = task.hasTypes() ? features(n(), 2).times(edges(n())) : edges(n());
    int first = task.hasTypes() ? 0 : 1;
    Kernel numbers = box("numbers", x(), read, (in, u) -> Masks.zeroed(x(), in).subList(first, 2));
    return numbers.then(
        task.hasTypes()
            ? mlp(activation(), read, y, 2048, 4096, 2048)
            : mlp(activation(), read, y, 128, 64));
  }

  /** The place of a node as n features, 1 at the place. */
  private Kernel identified(Space y) {
    Space wide = x().times(features(n(), n()));
    Kernel places =
        box(
            "identifiers",
            x(),
            wide,
            (in, u) -> {
              var out = new ArrayList<>(in);
              out.add(Tensors.eye(n(), u.real()).unsqueeze(0).expand(u.rows(), n(), n()));
              return out;
            });
    return places.then(gin(wide, y, new Gin(LAYERS, WIDTH).activation(activation())));
  }

  /** The scores of nodes that choose their order: GIN with batch norm and a virtual node. */
  public Kernel scores() {
    Kernel gin = gin(x(), features(n(), 1), new Gin(LAYERS, WIDTH).normed().virtualNode());
    if (model != Model.PROBABILISTIC) {
      return gin;
    }
    Kernel noise =
        box(
            "noise",
            x(),
            x(),
            group(),
            List.of(),
            true,
            (in, u) -> {
              Tensor noisy = in.get(0).add(u.uniform("features", n(), 2).mul(eta));
              return Masks.zeroed(x(), List.of(noisy, in.get(1), in.get(2)));
            });
    return noise.then(gin);
  }

  /** The invariant model with one sample an input. */
  public Kernel symmetrised() {
    Kernel k = network();
    Sinkhorn soft = new Sinkhorn(tau, ROUNDS).entropy(ENTROPY);
    return switch (model) {
      case NONE -> k;
      case AVERAGE -> k.to(group(), haar(group()));
      case FRAME -> k.to(group(), spectrum());
      case CANONICAL, PROBABILISTIC -> k.to(group(), sorting(scores(), soft));
    };
  }

  /** The mean of K samples; of what draws nothing, one. */
  public Kernel mean(Kernel f) {
    return f.isStochastic() && samples > 1 ? f.mean(samples) : f;
  }

  /** Padded graphs of a set. */
  PaddedGraphs rows(GraphTask.GraphSet set) {
    return PaddedGraphs.of(set.graphs(), set.types(), n());
  }

  /** Some graphs with their labels, for learning. */
  Data data(GraphTask.GraphSet set, PaddedGraphs rows, int from, int to) {
    float[] labels = new float[to - from];
    for (int i = from; i < to; i++) {
      labels[i - from] = set.labels()[i];
    }
    return new Data(rows.rows(from, to).arrays(), List.of(Array.of(labels, to - from, 1)));
  }

  /**
   * The training of the published protocol: graphs 0 … 199 for validation, 200 … 399 for the test,
   * 400 … 1199 to learn; batches of 100, Adam at 10⁻³ after a linear warm-up of 200 epochs,
   * gradients clipped at 0.1, binary cross entropy and 0.1 times the entropy of the soft
   * permutation.
   */
  Experiment experiment(
      Kernel model, GraphTask.GraphSet set, PaddedGraphs rows, int epochs, long seed) {
    return new Experiment(model, data(set, rows, 400, 1200))
        .validation(data(set, rows, 0, 200))
        .loss(Loss.binaryCrossEntropy())
        .schedule(Schedule.linear(0, 1e-3, WARM_UP))
        .clip(0.1)
        .epochs(epochs)
        .batch(100)
        .seed(seed);
  }
}
