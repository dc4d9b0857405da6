package org.symm.drawing;

import java.util.Map;
import org.symm.display.Displayed;
import org.symm.groups.Trivial;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;

/**
 * The drawing of a kernel: its string diagram, from the very structure that runs. Read from top to
 * bottom. A wire is a space; a black dot copies or, where a wire ends, discards; a half-round is a
 * state, a box without input; green marks boxes that read noise and orange those with parameters. A
 * frame is one symmetrisation or one recursion, named in its corner; a double frame is a mean over
 * samples. Long names of spaces are replaced by letters, explained below the picture.
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

  private final Diagram diagram;
  private final String suffix;

  private Drawing(Diagram diagram, String suffix) {
    this.diagram = diagram;
    this.suffix = suffix;
  }

  /** The drawing of a kernel, for static import: {@code show(draw(f))}. */
  public static Drawing draw(Kernel k) {
    return of(k);
  }

  /** The drawing of a kernel. */
  public static Drawing of(Kernel k) {
    boolean free = k.group() instanceof Trivial;
    return new Drawing(k.diagram(), free ? "" : ", equivariant for " + k.group());
  }

  /** The drawing of a diagram. */
  public static Drawing of(Diagram d) {
    return new Drawing(d, "");
  }

  /**
   * The picture as a standalone SVG document. All frames are open, unless the picture would be
   * wider than a notebook's page; then the innermost are closed, as many as needed.
   */
  public String svg() {
    return document(picture());
  }

  /**
   * The picture with frames open down to a depth.
   *
   * @param depth 0 draws every outermost frame as a closed box, 1 opens those, and so on
   * @throws IllegalArgumentException if the depth is negative
   */
  public String svg(int depth) {
    if (depth < 0) {
      throw new IllegalArgumentException(
          "frames can be opened to depth 0, 1, …, not " + depth + "; 0 closes them all.");
    }
    return document(picture(depth));
  }

  /**
   * The diagram as text, one line for each step and frames nested: X ⊗ Y for things side by side,
   * the name of a space for a wire that goes straight on, ~ for a box that reads noise.
   */
  public String text() {
    return TextWriter.text(diagram, Spelling.of(diagram), suffix);
  }

  /** Width of {@link #svg()} in pixels. */
  public double width() {
    return picture().width();
  }

  /** Height of {@link #svg()} in pixels. */
  public double height() {
    return picture().height();
  }

  /** How deep frames are nested; {@code svg(depth())} opens them all. */
  public int depth() {
    return depth(diagram);
  }

  /** What a notebook shows: the picture. */
  @Override
  public Map<String, String> display() {
    return Map.of("image/svg+xml", svg());
  }

  /** {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }

  Picture picture() {
    int depth = depth();
    Picture p = picture(depth);
    while (p.width() > PAGE && depth > 0) {
      p = picture(--depth);
    }
    return p;
  }

  Picture picture(int depth) {
    return Layout.picture(diagram, depth, Spelling.of(diagram));
  }

  private String document(Picture p) {
    return SvgWriter.svg(p, text());
  }

  private static int depth(Diagram d) {
    int inside = d.children().stream().mapToInt(Drawing::depth).max().orElse(0);
    return d instanceof Framed ? inside + 1 : inside;
  }
}
