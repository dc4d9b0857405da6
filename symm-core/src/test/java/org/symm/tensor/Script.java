package org.symm.tensor;

import org.symm.engine.Archive;

/** TorchScript archives for tests. */
public final class Script {

  private Script() {}

  /** The archive of a module with one method, given as its serialised text. */
  public static byte[] archive(String method) {
    return Archive.of(method);
  }
}
