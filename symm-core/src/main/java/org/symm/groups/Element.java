package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/** A batch of group elements in a program: the group and one tensor for each part, rows first. */
public record Element(Group group, List<Tensor> parts) {

  private static final Object IDENTITY = new Object();

  /** Checks that the tensors have the shapes that the group holds its elements in. */
  public Element {
    parts = List.copyOf(parts);
    Refused.unless(
        parts.size() == group.parts().size(),
        "an element of %s has %s parts, not %s",
        group,
        group.parts().size(),
        parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Shape want = group.parts().get(i).shape();
      Tensor got = parts.get(i);
      Refused.unless(
          got.rank() != 0 && got.shape().without(0).equals(want),
          "part %s of an element of %s has shape (rows, %s), not %s",
          i,
          group,
          want,
          got.shape());
    }
  }

  /** An element held in one array. */
  public static Element of(Group group, Tensor part) {
    return new Element(group, List.of(part));
  }

  /** Rows of the batch; 1 for elements that are held in no arrays. */
  long rows() {
    return parts.isEmpty() ? 1 : parts.get(0).size(0);
  }

  /** The batch cut into n of equal size. */
  List<Element> split(int n) {
    long size = rows() / n;
    return IntStream.range(0, n)
        .mapToObj(
            i ->
                new Element(
                    group, parts.stream().map(p -> p.slice(0, i * size, (i + 1) * size)).toList()))
        .toList();
  }

  /** The element type of the real numbers it is held in; empty if there are none. */
  public Optional<DType> real() {
    return parts.stream().map(Tensor::dtype).filter(DType::isFloating).findFirst();
  }

  /** The identity, which {@link #isIdentity} knows again, so that programs leave it out. */
  static Element identity(Group group, Tensor part) {
    return of(group, part.noted(IDENTITY));
  }

  /** Whether this is an identity written as such, in every part. */
  public boolean isIdentity() {
    return parts.stream().allMatch(p -> p.note() == IDENTITY);
  }

  /** g h. */
  public Element times(Element h) {
    return isIdentity() && h.group.equals(group)
        ? h
        : h.isIdentity() && h.group.equals(group) ? this : group.multiply(this, h);
  }

  /** g⁻¹. */
  public Element inverse() {
    return isIdentity() ? this : group.inverse(this);
  }

  /** The only array of an element held in one. */
  public Tensor only() {
    if (parts.size() != 1) {
      throw new IllegalStateException(
          "an element of " + group + " is held in " + parts.size() + " arrays, not one");
    }
    return parts.get(0);
  }
}
