package org.symm.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commit that a folder's git repository has checked out, read from its files. */
final class Revision {

  private Revision() {}

  /** As in {@code 4d70278… (uncommitted changes unknown)}, or {@code none} outside a repository. */
  static String of(Path folder) {
    try {
      for (Path p = folder.toAbsolutePath(); p != null; p = p.getParent()) {
        Path git = p.resolve(".git");
        if (Files.exists(git)) {
          return head(directory(git)) + " (uncommitted changes unknown)";
        }
      }
      return "none";
    } catch (IOException | RuntimeException e) {
      return "unreadable";
    }
  }

  /** The folder itself, or the one that a work tree's file points to. */
  private static Path directory(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String line = Files.readString(git).strip();
    return git.resolveSibling(line.substring("gitdir:".length()).strip()).normalize();
  }

  private static String head(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref:")) {
      return head;
    }
    String ref = head.substring("ref:".length()).strip();
    Path common = git.resolve("commondir");
    Path shared =
        Files.exists(common) ? git.resolve(Files.readString(common).strip()).normalize() : git;
    for (Path d : new Path[] {git, shared}) {
      if (Files.exists(d.resolve(ref))) {
        return Files.readString(d.resolve(ref)).strip();
      }
    }
    Path packed = shared.resolve("packed-refs");
    if (Files.exists(packed)) {
      for (String line : Files.readAllLines(packed)) {
        if (line.endsWith(" " + ref)) {
          return line.substring(0, line.indexOf(' '));
        }
      }
    }
    return "no commit yet";
  }
}
