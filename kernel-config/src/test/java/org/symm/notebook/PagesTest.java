package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Markdown pages of the repository: their Java blocks run, and their links lead somewhere. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path README = ROOT.resolve("README.md");
  private static final Path IMPORTS = ROOT.resolve("kernel-config/imports.jsh");

  private static final Pattern LINK =
      Pattern.compile(
          "\\]\\((?<text>[^)\\s]+)\\)|^\\[\\w+\\]: (?<note>\\S+)"
              + "|(?:src|href|srcset)=\"(?<html>[^\"]+)\"");

  /** A class, with a method or not, as text names it. */
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:\\.(\\w+))?`");

  /** All pages: those at the root, of docs, and of the modules. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of(".", "docs", "symm-core", "tests/bench")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder).normalize())) {
        files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  static List<Path> pagesWithJava() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path page : pages()) {
      if (!page.equals(README) && !JavaBlock.of(page).isEmpty()) {
        pages.add(page);
      }
    }
    return pages;
  }

  @Test
  void thePagesAreThere() throws IOException {
    List<String> names = pages().stream().map(p -> ROOT.relativize(p).toString()).toList();
    for (String page : List.of("README.md", "CONTRIBUTING.md", "docs/questions.md")) {
      assertTrue(names.contains(page), page + " in " + names);
    }
    assertTrue(pagesWithJava().contains(ROOT.resolve("docs/questions.md")));
  }

  /** Blocks of one page run one after another, with the imports of the notebooks. */
  @ParameterizedTest
  @MethodSource("pagesWithJava")
  void javaBlocksRun(Path page) {
    run(0, page);
  }

  /** The README's lines run, and its pictures are of the model that they make. */
  @Test
  void theReadmeRunsAndShowsItsModel(@TempDir Path folder) throws IOException {
    String last =
        """

        ```java
        Files.writeString(Path.of("%1$s/picture.svg"), draw(f).svg());
        Files.writeString(Path.of("%1$s/unfolded.svg"), draw(f).unfolded().svg());
        ```
        """;
    String text = Files.readString(README) + last.formatted(folder);
    run(0, Files.writeString(folder.resolve("README.md"), text));
    for (String picture : List.of("picture.svg", "unfolded.svg")) {
      assertEquals(
          Files.readString(folder.resolve(picture)),
          Files.readString(ROOT.resolve("docs/" + picture)),
          "./environment/symm shell docs/picture.jsh draws it again");
    }
  }

  @Test
  void anErrorInABlockNamesPageAndLine(@TempDir Path folder) throws IOException {
    Path page =
        Files.writeString(
            folder.resolve("page.md"),
            """
            Text, and `code`.

            ```java
            var a = 1;
            ```

            ```text
            not java at all
            ```

            1. In a list:

               ```java
               var b = a +
                   unknown;
               ```
            """);
    assertTrue(run(1, page).contains("page.md:15: cannot find symbol"), run(1, page));
    Files.writeString(page, Files.readString(page).replace("unknown", "1 / (a - 1)"));
    assertTrue(run(1, page).contains("page.md:14: java.lang.ArithmeticException"), run(1, page));
  }

  /** Output below a block is what it prints, and the sentence with which it is refused. */
  @Test
  void outputIsCompared(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    String text =
        """
        ```java
        show(List.of(1, 2));
        System.out.println(1 / 3.0);
        haar(T(3));
        ```

        It is refused:

        ```output
        [1, 2]
        0.3333…
        T(3) is not compact, so it has no Haar probability…
        ```

        ```java
        var after = 1;
        ```
        """;
    run(0, Files.writeString(page, text));
    run(1, Files.writeString(page, text.replace("[1, 2]", "[1, 3]")));
    run(1, Files.writeString(page, text.replace("T(3) is not", "T(2) is not")));
    Files.writeString(page, text.replace("haar(T(3));", "haar(O(3));"));
    assertTrue(run(1, page).contains("page.md:2: says"), run(1, page));
    Files.writeString(page, text.replace("java\nshow", "text\nshow"));
    assertTrue(run(1, page).contains("page.md:13: an output"), run(1, page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void blocksNameTheirLanguage(Path page) throws IOException {
    Set<String> known = Set.of("java", "text", "output", "python", "kotlin");
    boolean inside = false;
    List<String> unknown = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      if (line.strip().startsWith("```")) {
        String language = line.strip().substring(3);
        if (!inside && !known.contains(language)) {
          unknown.add(line);
        }
        inside = !inside;
      }
    }
    assertEquals(List.of(), unknown);
  }

  /** Lines have at most 120 characters, but for rows of tables. */
  @ParameterizedTest
  @MethodSource("pages")
  void linesFit(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page);
    List<String> wide = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > 120 && !lines.get(i).strip().startsWith("|")) {
        wide.add(page + ":" + (i + 1));
      }
    }
    assertEquals(List.of(), wide);
  }

  /** What a page says on the console; the exit status must be {@code code}. */
  private static String run(int code, Path page) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(said);
    System.setErr(said);
    int status;
    try {
      status = Main.run(List.of("script", IMPORTS.toString(), page.toString()));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(code, status, () -> text);
    return text;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    assertEquals(List.of(), broken(page));
  }

  @Test
  void aBrokenLinkIsFound(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        # A, *b* and `c`: d

        [x](#a-b-and-c-d) [y](page.md#a) [z](https://example.org/none)
        [w](none.md)
        <img src="none.png">

        [v]: none.ipynb
        """);
    assertEquals(
        List.of(
            page + ":3: page.md#a",
            page + ":4: none.md",
            page + ":5: none.png",
            page + ":7: none.ipynb"),
        broken(page));
  }

  /** The relative links of a page to a file or a section that is not there, with their lines. */
  private static List<String> broken(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      Matcher link = LINK.matcher(lines.get(i));
      while (link.find()) {
        String to =
            Stream.of("text", "note", "html")
                .map(link::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        if (!to.matches("[a-z]+:.*") && !exists(page, to)) {
          broken.add(page + ":" + (i + 1) + ": " + to);
        }
      }
    }
    return broken;
  }

  private static boolean exists(Path page, String to) throws IOException {
    String[] parts = to.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    boolean section = parts.length == 2;
    return Files.exists(file) && (!section || sections(file).contains(parts[1]));
  }

  /** The anchors of a page's headings, as GitHub makes them. */
  private static List<String> sections(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ +", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** What the glossary points to is there. */
  @Test
  void theGlossaryNamesWhatThereIs() throws IOException {
    Documentation sources =
        new Documentation(
            List.of(ROOT.resolve("symm-core/src/main/java"), Path.of("src/main/java")));
    String page = Files.readString(ROOT.resolve("docs/glossary.md"));
    List<String> unknown = new ArrayList<>();
    for (String entry : page.split("\n(?=\\* \\*\\*)")) {
      int arrow = entry.indexOf(" → `");
      if (arrow < 0 && entry.startsWith("* ")) {
        unknown.add(entry);
      }
      Matcher name = NAME.matcher(arrow < 0 ? "" : entry.substring(arrow));
      while (name.find()) {
        String owner = name.group(2) == null ? "" : name.group(1);
        String declared = name.group(2) == null ? name.group(1) : name.group(2);
        if (sources.declared(owner, declared).isEmpty()) {
          unknown.add(name.group());
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  /** The classes that CONTRIBUTING.md names are there. */
  @Test
  void classesToChangeAreThere() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String module : List.of("symm-core", "kernel-config", "tests")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src"))) {
        files
            .map(f -> f.getFileName().toString())
            .filter(f -> f.endsWith(".java"))
            .forEach(f -> classes.add(f.replace(".java", "")));
      }
    }
    Matcher name = NAME.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
    List<String> unknown = new ArrayList<>();
    while (name.find()) {
      if (!classes.contains(name.group(1))) {
        unknown.add(name.group());
      }
    }
    assertEquals(List.of(), unknown);
  }
}
