package org.symm.experiments.command;

/** An experiment was asked for in a way that it does not understand; the message says how. */
public final class UsageException extends IllegalArgumentException {

  /** With what is wrong, and what would be right. */
  public UsageException(String message) {
    super(message);
  }
}
