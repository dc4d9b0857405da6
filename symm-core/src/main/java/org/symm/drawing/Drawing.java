package org.symm.drawing;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symm.display.Displayed;
import org.symm.display.Raster;
import org.symm.groups.Trivial;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;

/**
 * The drawing of a kernel: its string diagram, from the very structure that runs. Read from top to
 * bottom. A wire is a space; a black dot copies or, where a wire ends, discards; a half-round is a
 * state, a box without input; green marks boxes that read noise and orange those with parameters. A
 * frame is one symmetrisation or one recursion, named in its corner; a double frame is a mean over
 * samples. A symmetrisation is folded to a frame around what it symmetrises, until {@link
 * #unfolded()}. Long names of spaces are replaced by letters, explained below the picture.
 *
 * <pre>{@code
 * Drawing d = draw(deepSets(X, X, 64).to(O(3).times(S(5)), haar(O(3))));
 * d.svg();   // a standalone SVG document
 * d.text();  // the same as text, one line for each step
 * }</pre>
 *
 * Layout depends on the diagram alone: fonts are not measured, so that the same diagram gives the
 * same picture on every machine.
 */
public final class Drawing implements Displayed {

  /** Width of a notebook's output in pixels; wider pictures are drawn with fewer frames open. */
  static final double PAGE = 760;

  private final Diagram whole;
  private final Diagram diagram;
  private final String suffix;

  private Drawing(Diagram whole, Diagram diagram, String suffix) {
    this.whole = whole;
    this.diagram = diagram;
    this.suffix = suffix;
  }

  /** The drawing of a kernel, for static import: {@code show(draw(f))}. */
  public static Drawing draw(Kernel k) {
    boolean free = k.group() instanceof Trivial;
    String suffix = free ? "" : ", equivariant for " + k.group();
    return new Drawing(k.diagram(), Fold.of(k.diagram()), suffix);
  }

  /**
   * The same with all that a symmetrisation runs: copy, Γ, section, inverse, action, k, action.
   * Folded, as {@link #draw} has it, it is a frame around k, named by φ and Γ.
   */
  public Drawing unfolded() {
    return new Drawing(whole, whole, suffix);
  }

  /**
   * The picture as a standalone SVG document. All frames are open, unless the picture would be
   * wider than a notebook's page; then the innermost are closed, as many as needed.
   */
  public String svg() {
    return SvgWriter.svg(picture(), text());
  }

  /**
   * The picture as PNG, in twice the size of {@link #svg()}.
   *
   * @throws IllegalStateException if it is too large for one
   */
  public byte[] png() {
    return Raster.ofSvg(svg())
        .orElseThrow(
            () -> new IllegalStateException("the drawing is too large for a PNG: use svg()"));
  }

  /**
   * The diagram as text, one line for each step and frames nested: X ⊗ Y for things side by side,
   * the name of a space for a wire that goes straight on, ~ for a box that reads noise.
   */
  public String text() {
    return TextWriter.text(diagram, SpaceNames.of(diagram), suffix);
  }

  /**
   * What a notebook shows: the picture as SVG, and as PNG where a viewer does not trust it with
   * SVG.
   */
  @Override
  public Map<String, String> display() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("image/svg+xml", svg());
    Raster.ofSvg(svg())
        .ifPresent(png -> forms.put("image/png", Base64.getEncoder().encodeToString(png)));
    return forms;
  }

  /** {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }

  /** The picture that fits a page. */
  Picture picture() {
    int depth = depth();
    Picture p = picture(depth);
    while (p.width() > PAGE && depth > 0) {
      p = picture(--depth);
    }
    return p;
  }

  /** The picture with frames open down to a depth: 0 draws every frame as a closed box. */
  Picture picture(int depth) {
    String about = suffix.isEmpty() ? "" : suffix.substring(2);
    return Layout.picture(diagram, depth, SpaceNames.of(diagram), about);
  }

  /** How deep frames are nested. */
  int depth() {
    return depth(diagram);
  }

  private static int depth(Diagram d) {
    int inside = d.children().stream().mapToInt(Drawing::depth).max().orElse(0);
    return d instanceof Framed ? inside + 1 : inside;
  }
}
