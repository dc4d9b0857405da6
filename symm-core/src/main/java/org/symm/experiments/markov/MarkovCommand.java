package org.symm.experiments.markov;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.experiments.command.ExperimentCommand;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.ResumableTraining;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Loss;
import org.symm.learning.Losses;
import org.symm.learning.Run;
import org.symm.tensor.Seeds;

/** {@code experiment markov}: trains and tests one model of {@link Markov}. */
public final class MarkovCommand implements ExperimentCommand {

  /** Rows of a step, as in the paper. */
  private static final int BATCH = 100;

  /** Fresh rows that a model is tested on, as in the paper. */
  private static final int TEST = 1000;

  @Override
  public String name() {
    return "markov";
  }

  @Override
  public String says() {
    return "Cornish 2024, section 7.3: equivariant maps between matrices";
  }

  /** The test loss, relative squared error; {@link Markov#equivarianceScore}; the time. */
  @Override
  public List<String> measures() {
    return List.of("test_loss", "det_equi_score", "train_seconds");
  }

  @Override
  public Work read(Options o) {
    var setting =
        new Markov(
            o.choice("--task", MarkovTask.COV, MarkovTask.class),
            o.number("--dim", 4, 2, "the size d of the matrices"),
            o.choice("--model", Markov.Model.RECURSIVE, Markov.Model.class));
    int seed = o.number("--seed", 0, 0, "of the parameters, the data and the noise");
    int steps = o.number("--steps", 2000, 1, "minibatches of 100 fresh rows");
    double rate = o.positive("--lr", 1e-3, "the rate of Adam");
    int samples = o.number("--samples", 10, 1, "samples K of a mean, while it learns");
    int testSamples = o.number("--test-samples", 100, 1, "the same, when it is tested");
    var recipe = o.choice("--recipe", Markov.Recipe.PAPER, Markov.Recipe.class);
    Path checkpoint = ResumableTraining.checkpoint(o);
    return () -> {
      Kernel f = setting.symmetrised();
      System.err.println(f);
      Run run =
          ResumableTraining.run(
              setting.experiment(f, samples, steps, BATCH, rate, recipe, seed), checkpoint);
      double training = ResumableTraining.seconds(run);
      Kernel mean = Markov.mean(f, testSamples);
      Data test = setting.rows(TEST).draw(Seeds.of(seed, "test"), TEST);
      Losses losses = Losses.of(mean, Loss.relativeSquaredError(), test, seed);
      double score = setting.equivarianceScore(mean, test.inputs(), seed);
      System.err.printf(
          Locale.ROOT, "relative squared error %s; equivariance score %.3g%n", losses, score);
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("task", Options.name(setting.task()));
      out.put("dim", setting.dim());
      out.put("model", Options.name(setting.model()));
      out.put("seed", seed);
      out.put("steps", steps);
      out.put("rate", rate);
      out.put("recipe", Options.name(recipe));
      out.put("samples", samples);
      out.put("test_samples", testSamples);
      out.put("test_loss", losses.mean());
      out.put("det_equi_score", score);
      out.put("training_loss", run.history().get(run.history().size() - 1).training());
      out.put("parameters", f.parameterCount());
      out.put("train_seconds", training);
      out.put("train_steps_per_second", steps / training);
      return out;
    };
  }
}
