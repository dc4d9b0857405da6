package org.symm.experiments.markov;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symm.engine.Torch;
import org.symm.experiments.command.Command;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.Trained;
import org.symm.experiments.command.UsageException;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Loss;
import org.symm.learning.Losses;
import org.symm.learning.Run;
import org.symm.tensor.Seeds;

/**
 * {@code experiment markov}: trains and tests one model of {@link Markov}, or with {@code --grid}
 * each of many in a process of its own.
 */
public final class MarkovCommand {

  /** Rows of a step, as in the paper. */
  private static final int BATCH = 100;

  /** Fresh rows that a model is tested on, as in the paper. */
  private static final int TEST = 1000;

  private MarkovCommand() {}

  /** A run of a grid, in a process of its own. */
  public static void main(String[] arguments) {
    System.exit(Command.stoppable(() -> run(List.of(arguments))));
  }

  /** Runs it with these options, and returns the exit code. */
  public static int run(List<String> arguments) {
    var o = new Options(arguments, "--json");
    var tasks = o.choices("--task", MarkovTask.COV, MarkovTask.class);
    var dims = o.numbers("--dim", 4, 2, "the sizes d of the matrices");
    var models = o.choices("--model", Markov.Model.RECURSIVE, Markov.Model.class);
    var seeds = o.numbers("--seed", 0, 0, "of the parameters, the data and the noise");
    int steps = o.number("--steps", 2000, 1, "minibatches of 100 fresh rows");
    double rate = o.positive("--lr", 1e-3, "the rate of Adam");
    int samples = o.number("--samples", 10, 1, "samples K of a mean, while it learns");
    int testSamples = o.number("--test-samples", 100, 1, "the same, when it is tested");
    var recipe = o.choice("--recipe", Markov.Recipe.PAPER, Markov.Recipe.class);
    Path checkpoint = Trained.checkpoint(o);
    boolean json = o.flag("--json", "prints one JSON object as the last line");
    Path grid = o.path("--grid", "a folder for many runs, one process each; goes on where it is");
    int workers = o.number("--workers", 1, 1, "processes of a grid at a time");
    if (o.helped(
        "experiment markov: Cornish 2024, section 7.3; several values with commas need --grid")) {
      return 0;
    }

    var cells = new ArrayList<MarkovGrid.Cell>();
    for (MarkovTask task : tasks) {
      for (int dim : dims) {
        for (Markov.Model model : models) {
          seeds.forEach(seed -> cells.add(new MarkovGrid.Cell(task, dim, model, seed)));
        }
      }
    }
    if (grid != null) {
      String options =
          "--steps %s --lr %s --samples %s --test-samples %s --recipe %s"
              .formatted(steps, rate, samples, testSamples, Options.name(recipe));
      return new MarkovGrid(grid, cells, List.of(options.split(" "))).run(workers);
    }
    if (cells.size() > 1) {
      throw new UsageException(cells.size() + " runs need --grid and a folder");
    }
    MarkovGrid.Cell cell = cells.get(0);
    var setting = new Markov(cell.task(), cell.dim(), cell.model());
    Kernel f = setting.symmetrised();
    System.err.println(f);
    long start = System.nanoTime();
    Run run =
        Trained.run(
            setting.experiment(f, samples, steps, BATCH, rate, recipe, cell.seed()), checkpoint);
    double training = Trained.seconds(run);
    Kernel mean = Markov.mean(f, testSamples);
    Data test = setting.rows(TEST).draw(Seeds.of(cell.seed(), "test"), TEST);
    Losses losses = Losses.of(mean, Loss.relativeSquaredError(), test, cell.seed());
    double score = setting.equivarianceScore(mean, test.inputs(), cell.seed());
    System.err.printf(
        Locale.ROOT, "relative squared error %s; equivariance score %.3g%n", losses, score);
    if (json) {
      System.out.println(
          new MarkovResult(
                  Options.name(cell.task()),
                  cell.dim(),
                  Options.name(cell.model()),
                  cell.seed(),
                  steps,
                  rate,
                  Options.name(recipe),
                  samples,
                  testSamples,
                  losses.mean(),
                  score,
                  run.history().get(run.history().size() - 1).training(),
                  f.parameterCount(),
                  training,
                  steps / training,
                  (System.nanoTime() - start) / 1e9,
                  Torch.device().toString(),
                  Torch.engineThreads())
              .json());
    }
    return 0;
  }
}
