package org.symm.drawing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symm.kernels.Diagram;
import org.symm.spaces.Space;

/** How one rendering writes spaces: by name, or by a letter where the name is long. */
final class SpaceNames {

  private static final int LONG = 24;

  private final Map<String, String> letters = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  private SpaceNames() {}

  /** Gives letters to the long names of a diagram's wires, in the order in which they are met. */
  static SpaceNames of(Diagram d) {
    var spelling = new SpaceNames();
    spelling.visit(d);
    return spelling;
  }

  private void visit(Diagram d) {
    if (!(d instanceof Diagram.Box || d instanceof Diagram.Beside)) {
      letter(d.dom().name());
    }
    d.children().forEach(this::visit);
    if (!(d instanceof Diagram.Copy || d instanceof Diagram.Swap || d instanceof Diagram.Beside)) {
      letter(d.cod().name());
    }
  }

  private String letter(String name) {
    if (name.length() <= LONG) {
      return name;
    }
    // A letter of wires alone: X and Y are what authors call their spaces.
    return letters.computeIfAbsent(name, n -> "W" + subscript(letters.size() + 1));
  }

  private static String subscript(int i) {
    return Integer.toString(i)
        .chars()
        .mapToObj(c -> "" + (char) (c - '0' + '₀'))
        .collect(joining());
  }

  /** The space as drawn. */
  String of(Space x) {
    String name = x.name();
    used.add(name);
    return letter(name);
  }

  /** What the letters used so far stand for, as in {@code W₁ = points(5, 3) ⊗ vectors(5, 3)}. */
  List<String> legend() {
    var out = new ArrayList<String>();
    letters.forEach(
        (name, letter) -> {
          if (used.contains(name)) {
            out.add(letter + " = " + name);
          }
        });
    return out;
  }
}
