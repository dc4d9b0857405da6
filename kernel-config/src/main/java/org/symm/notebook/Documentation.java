package org.symm.notebook;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The public documentation of the library, read from its sources: JShell knows signatures and where
 * there are sources of the JDK their comments, but not those of other libraries.
 */
final class Documentation {

  /**
   * One public declaration.
   *
   * @param owner the class that declares it, without package; for a class the class around it, or
   *     empty
   * @param name of the class or method; of a constructor, that of the class
   * @param parameters of a method, as in code without modifiers; empty for a class
   * @param signature as in code, without modifiers
   * @param first the first sentence as HTML, empty where nothing is written
   * @param html the whole comment as HTML
   */
  record Entry(
      String owner,
      String name,
      boolean isType,
      String parameters,
      String signature,
      String first,
      String html) {}

  /** The text of each file, by its path in its folder or jar. */
  private final Map<String, String> sources = new LinkedHashMap<>();

  /** Of the sources under folders. */
  Documentation(List<Path> roots) {
    roots.forEach(this::read);
  }

  private void read(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Documentation::isSource).sorted()::iterator) {
        sources.put("/" + root.relativize(file), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of the sources of the jars on the class path: for {@code a.jar} those in {@code a-sources.jar}
   * beside it, as Maven has them, or in the folder {@code sources} beside it. They are not on the
   * class path itself, where JShell would compile them. What is not there, or no jar, has no
   * documentation.
   */
  static Documentation installed() {
    var all = new Documentation(List.of());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      String sources = jar.getFileName().toString().replaceFirst("\\.jar$", "-sources.jar");
      Stream.of(sources, "sources/" + sources)
          .map(jar::resolveSibling)
          .filter(found -> !found.equals(jar) && Files.isRegularFile(found))
          .forEach(all::readJar);
    }
    return all;
  }

  private void readJar(Path jar) {
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      read(inside.getPath("/"));
    } catch (IOException | UncheckedIOException e) {
      System.getLogger("symm").log(System.Logger.Level.WARNING, "cannot read " + jar, e);
    }
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.endsWith(".java") && !name.equals("package-info.java");
  }

  /** Classes, constructors and methods of this name, classes first. */
  List<Entry> named(String name) {
    var word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    return entries(source -> word.matcher(source.getValue()).find())
        .filter(e -> e.name().equals(name))
        .sorted((a, b) -> Boolean.compare(b.isType(), a.isType()))
        .toList();
  }

  /** What the class {@code owner} declares under a name, {@code owner} without its package. */
  List<Entry> declared(String owner, String name) {
    String outermost = (owner.isEmpty() ? name : owner).replaceFirst("\\..*", "");
    String file = "/" + outermost + ".java";
    return entries(source -> source.getKey().endsWith(file))
        .filter(e -> e.owner().equals(owner) && e.name().equals(name))
        .toList();
  }

  private Stream<Entry> entries(Predicate<Map.Entry<String, String>> where) {
    return sources.entrySet().stream().filter(where).flatMap(s -> parsed(s.getValue()).stream());
  }

  private static List<Entry> parsed(String source) {
    var file =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask)
            compiler.getTask(null, null, d -> {}, List.of("-proc:none"), null, List.of(file));
    var declarations = new Declarations(DocTrees.instance(task));
    try {
      for (CompilationUnitTree unit : task.parse()) {
        declarations.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return declarations.found;
  }

  /** Collects the public declarations of one file. */
  private static final class Declarations extends TreePathScanner<Void, Void> {
    final List<Entry> found = new ArrayList<>();
    private final DocTrees trees;
    private final List<ClassTree> around = new ArrayList<>();

    Declarations(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isPublic(type.getModifiers().getFlags())) {
        return null;
      }
      String name = type.getSimpleName().toString();
      String kind =
          type.getKind() == Tree.Kind.ANNOTATION_TYPE
              ? "@interface"
              : type.getKind().name().toLowerCase(Locale.ROOT);
      add(name, true, "", kind + " " + name + parameters(type.getTypeParameters()));
      around.add(type);
      super.visitClass(type, null);
      around.remove(around.size() - 1);
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (!isPublic(method.getModifiers().getFlags())) {
        return null;
      }
      boolean constructor = method.getReturnType() == null;
      String name = constructor ? className() : method.getName().toString();
      String arguments =
          method.getParameters().stream()
              .map(p -> p.getType() + " " + p.getName())
              .collect(Collectors.joining(", "));
      boolean isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC);
      add(
          name,
          false,
          arguments,
          (constructor
                  ? "new "
                  : method.getReturnType() + " " + (isStatic ? className() + "." : ""))
              + "%s(%s)".formatted(name, arguments));
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      return null;
    }

    private void add(String name, boolean isType, String parameters, String signature) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      String owner = around.stream().map(ClassTree::getSimpleName).collect(Collectors.joining("."));
      found.add(
          new Entry(
              owner,
              name,
              isType,
              parameters,
              signature,
              comment == null ? "" : DocText.first(comment),
              comment == null ? "" : DocText.html(comment)));
    }

    private String className() {
      return around.get(around.size() - 1).getSimpleName().toString();
    }

    /** Members of an interface are public without saying so. */
    private boolean isPublic(Set<Modifier> flags) {
      boolean inInterface =
          !around.isEmpty() && around.get(around.size() - 1).getKind() == Tree.Kind.INTERFACE;
      return flags.contains(Modifier.PUBLIC) || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private static String parameters(List<?> types) {
      return types.isEmpty()
          ? ""
          : types.stream().map(Object::toString).collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
