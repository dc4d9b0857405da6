package org.symm.kernels;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.spaces.Points;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The only source of randomness of a kernel: streams with names. A stream's numbers depend on the
 * seed of the run and on its name, so adding a box does not move another box's numbers. The second
 * box of one name in a diagram gets streams of its own.
 */
public final class Noise {

  /** Starts the path of a box without noise; no stream of a box with noise starts so. */
  private static final String SILENT = "\0";

  private final Map<String, Integer> boxes;
  private final String path;
  private final long rows;
  private final DType real;
  private final Outcomes outcomes;

  private Noise(Map<String, Integer> boxes, String path, long rows, DType real, Outcomes outcomes) {
    this.boxes = boxes;
    this.path = path;
    this.rows = rows;
    this.real = real;
    this.outcomes = outcomes;
  }

  /** The noise of a run with so many rows and real numbers of the given type. */
  public static Noise of(long rows, DType real) {
    return new Noise(new HashMap<>(), "", rows, real, null);
  }

  /** In place of noise, all its outcomes, which must be finitely many: rows is for all of them. */
  static Noise of(long rows, DType real, Outcomes outcomes) {
    return new Noise(new HashMap<>(), "", rows, real, outcomes);
  }

  /** Rows of the run here. */
  public long rows() {
    return rows;
  }

  /** Element type of real numbers. */
  public DType real() {
    return real;
  }

  /** The noise of a box: its streams carry its name and how often the name came before. */
  Noise box(String name) {
    int n = boxes.merge(name, 1, Integer::sum);
    return n == 1 ? new Noise(boxes, name + "/", rows, real, outcomes) : box(name + "#" + n);
  }

  /** No noise, for a box that was declared without: reading a stream is an error. */
  Noise silent(String name) {
    return new Noise(boxes, SILENT + name, rows, real, outcomes);
  }

  /** The noise of a part that runs on k times the rows. */
  Noise times(int k) {
    if (outcomes != null && k > 1) {
      throw Messages.meanOfOutcomes(k);
    }
    return new Noise(boxes, path, rows * k, real, outcomes);
  }

  /** The full name of a stream of this box. */
  public String stream(String name) {
    if (path.startsWith(SILENT)) {
      throw Messages.silent(path.substring(SILENT.length()), name);
    }
    if (outcomes != null) {
      throw Messages.notFinite(path + name);
    }
    return path + name;
  }

  /** Independent standard normal numbers, shape (rows, sizes…). */
  public Tensor normal(String name, long... sizes) {
    return Draws.normal(stream(name), Shape.of(rows).then(Shape.of(sizes)), real);
  }

  /** As {@link #normal} if any of the conditions is true; else zeros, and nothing is drawn. */
  public Tensor normalIfAny(String name, Tensor conditions, long... sizes) {
    Shape shape = Shape.of(rows).then(Shape.of(sizes));
    return Draws.normalIfAny(stream(name), conditions, shape, real);
  }

  /**
   * A choice: independent indices below m, one a row, with probabilities in proportion to weights
   * of shape (rows, m). Noise that has finitely many outcomes and so an exact reading.
   */
  public Tensor choice(String name, Tensor weights) {
    return outcomes == null || path.startsWith(SILENT)
        ? Draws.categorical(stream(name), weights)
        : outcomes.next(weights);
  }

  /** Independent elements of a compact group from its Haar probability; finite if the group is. */
  public Element haar(String name, Group g) {
    Optional<Points> all =
        outcomes == null || path.startsWith(SILENT)
            ? Optional.empty()
            : Points.all(Spaces.elements(g));
    return all.isEmpty()
        ? g.haar(stream(name), rows, real)
        : new Element(
            g,
            all.get()
                .at(outcomes.next(Tensors.ones(Shape.of(rows, all.get().size()), real)), real));
  }

  /** Independent uniform numbers in [0, 1), shape (rows, sizes…). */
  public Tensor uniform(String name, long... sizes) {
    return Draws.uniform(stream(name), Shape.of(rows).then(Shape.of(sizes)), real);
  }
}
