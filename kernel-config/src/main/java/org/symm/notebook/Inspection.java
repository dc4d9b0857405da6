package org.symm.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.display.Refused;

/**
 * The documentation at a place of code (Shift-Tab) and of a name ({@code doc("haar")}). JShell says
 * which declarations are meant there, {@link Documentation} what is written about them.
 */
public final class Inspection {
  /** As JShell writes a method or constructor: {@code Kernel Kernel.to(Group larger, ...)}. */
  private static final Pattern METHOD =
      Pattern.compile("(?:.* )?(?<path>[\\w.]+)\\((?<parameters>.*)\\)(?: throws .*)?");

  /** A variable with its type, or a type. */
  private static final Pattern TYPE = Pattern.compile("(?:\\w+:)?(?<path>[\\w.]+)(?:<.*>)?");

  private Inspection() {}

  private static final class Installed {
    static final Documentation DOCUMENTATION = Documentation.installed();
  }

  /** A page: the same as HTML and as text. */
  record Page(String html) implements Displayed {
    @Override
    public Map<String, String> display() {
      return Map.of("text/html", html, "text/plain", toString());
    }

    @Override
    public String toString() {
      return DocText.plain(html);
    }
  }

  /** What is at a place of code, as forms by MIME type; empty where nothing is known. */
  public static Optional<Map<String, String>> at(
      SourceCodeAnalysis analysis, String code, int cursor) {
    return at(Installed.DOCUMENTATION, analysis, code, cursor).map(Page::display);
  }

  static Optional<Page> at(
      Documentation documentation, SourceCodeAnalysis analysis, String code, int cursor) {
    int at = Math.min(Math.max(0, cursor), code.length());
    Set<String> signatures = new LinkedHashSet<>();
    for (String asked : questions(analysis, code, at)) {
      analysis
          .documentation(asked, asked.length(), false)
          .forEach(d -> signatures.add(d.signature()));
      if (!signatures.isEmpty()) {
        break;
      }
    }
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    List<Page> pages =
        signatures.stream().map(s -> page(documentation, s, signatures.size())).toList();
    return Optional.of(
        new Page(pages.stream().map(Page::html).collect(Collectors.joining("<hr>"))));
  }

  /** The name at the cursor as a call, then as itself; else the call whose arguments it is in. */
  private static List<String> questions(SourceCodeAnalysis analysis, String whole, int place) {
    String code = whole;
    int cursor = place;
    // JShell knows no place after an import: statements that are over are left out.
    for (var next = analysis.analyzeCompletion(code.substring(0, cursor));
        next.completeness().isComplete() && !next.remaining().isBlank();
        next = analysis.analyzeCompletion(code.substring(0, cursor))) {
      int over = cursor - next.remaining().length();
      code = code.substring(over);
      cursor -= over;
    }
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    List<String> asked = new ArrayList<>();
    if (end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1))) {
      asked.add(code.substring(0, end) + "(");
      asked.add(code.substring(0, end));
    }
    asked.add(code.substring(0, cursor));
    return asked;
  }

  private static Page page(Documentation documentation, String signature, int many) {
    Matcher method = METHOD.matcher(signature);
    Matcher type = TYPE.matcher(signature);
    List<Documentation.Entry> found = List.of();
    if (method.matches()) {
      String path = simple(method.group("path"));
      int dot = path.lastIndexOf('.');
      String name = path.substring(dot + 1);
      String parameters = types(method.group("parameters"));
      found =
          documentation.declared(dot < 0 ? name : path.substring(0, dot), name).stream()
              .filter(e -> !e.isType() && types(e.parameters()).equals(parameters))
              .toList();
    } else if (type.matches()) {
      String path = simple(type.group("path"));
      int dot = path.lastIndexOf('.');
      found =
          documentation.declared(dot < 0 ? "" : path.substring(0, dot), path.substring(dot + 1));
      found = found.stream().filter(Documentation.Entry::isType).toList();
    }
    String head = "<pre>" + Html.escape(signature) + "</pre>";
    return new Page(
        head + found.stream().map(e -> many > 1 ? e.first() : e.html()).findFirst().orElse(""));
  }

  /** Without the packages, whose names begin with a small letter. */
  private static String simple(String path) {
    return path.replaceFirst("^([a-z]\\w*\\.)+", "");
  }

  /** The types of a list of parameters, without packages, outer classes and type arguments. */
  private static String types(String parameters) {
    String flat = parameters.replace("...", "[]");
    while (flat.contains("<")) {
      flat = flat.replaceAll("<[^<>]*>", "");
    }
    return Arrays.stream(flat.split(","))
        .map(p -> p.strip().replaceFirst("\\s+\\w+$", "").replaceFirst("^.*\\.", ""))
        .collect(Collectors.joining(","));
  }

  /**
   * The page of a class or method, also as Kernel.to: all public declarations of that name.
   *
   * @throws IllegalArgumentException if the library has none
   */
  static Page of(Documentation documentation, String name) {
    Refused.ifNull(name, "the name to look up");
    int dot = name.lastIndexOf('.');
    List<Documentation.Entry> found =
        dot < 0
            ? documentation.named(name)
            : documentation.declared(name.substring(0, dot), name.substring(dot + 1));
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing in the library is called " + name);
    }
    return new Page(
        found.stream()
            .map(e -> "<pre>" + Html.escape(e.signature()) + "</pre>" + e.html())
            .collect(Collectors.joining("<hr>")));
  }

  /** The page of the installed documentation. */
  static Page of(String name) {
    return of(Installed.DOCUMENTATION, name);
  }
}
