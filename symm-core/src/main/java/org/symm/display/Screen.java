package org.symm.display;

/**
 * Where values appear while a program runs: a notebook cell, a terminal, or nowhere. The library
 * shows progress and live figures on {@link #current()}; the notebook kernel puts its own screen
 * there when it starts.
 */
public interface Screen {
  /** Shows a value once. */
  void show(Object value);

  /** Shows a value that is going to change, and returns the handle that changes it in place. */
  Live open(Displayed first);

  /** A shown value that can be replaced. */
  interface Live {
    /** Puts a newer value in the place of the last one. */
    void update(Displayed value);

    /** Puts the last value there. Nothing may follow. */
    void finish(Displayed value);
  }

  /**
   * The screen in use: a terminal until {@link #use} names another, nothing when {@code
   * SYMM_QUIET=1}.
   */
  static Screen current() {
    return TerminalScreen.CURRENT.get();
  }

  /** Makes {@code screen} the one in use and returns the one before it. */
  static Screen use(Screen screen) {
    return TerminalScreen.CURRENT.getAndSet(screen);
  }

  /** A screen that shows nothing. */
  static Screen none() {
    return TerminalScreen.NONE;
  }
}
