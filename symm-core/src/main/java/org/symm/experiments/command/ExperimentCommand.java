package org.symm.experiments.command;

import java.util.List;
import java.util.Map;

/**
 * An experiment as a command of a terminal: what it is called, what options it has, and what it
 * measures. To add one, write this and name it in {@code Experiments}; single runs, results as JSON
 * and sweeps over all of its options come with it.
 */
public interface ExperimentCommand {

  /** The name, as {@code environment/symm experiment NAME} has it. */
  String name();

  /** What it is, in one line. */
  String says();

  /** Which of its results a study has tables of, the one of its figure first. */
  List<String> measures();

  /**
   * Reads its options, {@code --seed} among them: quickly, as a study reads those of all its runs
   * before the first one starts.
   *
   * @throws UsageException if one of them is wrong
   */
  Work read(Options o);

  /** What is to be done, once the options are known. */
  interface Work {
    /** Does it: its settings and results by name, numbers and texts, in the order to show. */
    Map<String, Object> run();
  }
}
