package org.symm.experiments.graphs;

import static org.symm.certificates.Certificates.certify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.certificates.Certificate;
import org.symm.data.graphs.PaddedGraphs;
import org.symm.display.Progress;
import org.symm.engine.Array;
import org.symm.experiments.command.ExperimentCommand;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.ResumableTraining;
import org.symm.experiments.command.UsageException;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Loss;
import org.symm.learning.Losses;
import org.symm.learning.Run;
import org.symm.tensor.Seeds;

/** {@code experiment graphs}: which graphs a model tells apart, untrained or after learning. */
public final class GraphsCommand implements ExperimentCommand {

  /** Embeddings closer than this, by the sum of absolute differences, are taken for equal. */
  private static final double DISTANCE = 1e-3;

  /** Epochs of the published protocol. */
  private static final int EPOCHS = 2001;

  @Override
  public String name() {
    return "graphs";
  }

  @Override
  public String says() {
    return "graph separation (Puny et al. 2022; Kim et al. 2023)";
  }

  /** Pairs that are left; the share of right answers; the time. */
  @Override
  public List<String> measures() {
    return List.of("unseparated", "test_accuracy", "seconds");
  }

  @Override
  public Work read(Options o) {
    var task = o.choice("--task", GraphTask.GRAPH8C, GraphTask.class);
    var model = o.choice("--model", Graphs.Model.PROBABILISTIC, Graphs.Model.class);
    var backbone = o.choice("--backbone", Graphs.Backbone.MLP, Graphs.Backbone.class);
    boolean one = model == Graphs.Model.CANONICAL || model == Graphs.Model.FRAME;
    int samples = o.number("--samples", one ? 1 : 10, 1, "samples K that are averaged");
    double eta = o.positive("--eta", 1, "noise U(0, η) on the features that choose");
    double tau = o.positive("--tau", 0.01, "temperature of the soft permutation");
    int seeds = o.number("--seeds", 100, 1, "untrained models, one a seed");
    int seed = o.number("--seed", 0, 0, "of the parameters and the noise; the first of several");
    int epochs =
        o.number("--epochs", EPOCHS, 1, "passes over the training graphs, where it learns");
    Path file = o.path("--file", "where the graphs are that cannot be enumerated");
    Path checkpoint = ResumableTraining.checkpoint(o);
    var setting = new Graphs(task, model, backbone, samples, eta, tau);
    if (!task.isLearned() && checkpoint != null) {
      throw new UsageException("only exp-classify learns; leave --checkpoint out");
    }
    return () -> {
      var set = task.load(file);
      PaddedGraphs rows = setting.rows(set);
      Kernel f = setting.symmetrised();
      System.err.println(f);
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("task", Options.name(task));
      out.put("model", Options.name(model));
      out.put("backbone", Options.name(backbone));
      out.put("seed", seed);
      out.put("samples", samples);
      if (task.isLearned()) {
        learned(setting, set, rows, f, epochs, seed, checkpoint, out);
      } else {
        untrained(setting, set, rows, f, seed, seeds, out);
      }
      out.put("parameters", f.parameterCount());
      Certificate certificate = certify(f, setting.group(), seed);
      System.err.println(certificate);
      out.put("certificate", certificate.holds() ? "holds" : "fails for " + certificate.failures());
      return out;
    };
  }

  private static void untrained(
      Graphs setting,
      GraphTask.GraphSet set,
      PaddedGraphs rows,
      Kernel f,
      int seed,
      int seeds,
      Map<String, Object> out) {
    long n = set.graphs().size();
    Unseparated left =
        set.pairs() == null ? Unseparated.all(DISTANCE) : Unseparated.of(DISTANCE, set.pairs());
    Kernel mean = setting.mean(f);
    for (int i : Progress.of("seeds", seeds)) {
      mean.init(seed + i);
      List<Array> y = mean.run(Seeds.of(seed + i, "run"), rows.arrays());
      left = left.after(y.get(0));
      y.forEach(Array::close);
    }
    out.put("pairs", set.pairs() == null ? n * (n - 1) / 2 : set.pairs().length);
    out.put("seeds", seeds);
    out.put("unseparated", left.count());
    System.err.printf(Locale.ROOT, "%d of %s pairs are left%n", left.count(), out.get("pairs"));
  }

  private static void learned(
      Graphs setting,
      GraphTask.GraphSet set,
      PaddedGraphs rows,
      Kernel f,
      int epochs,
      int seed,
      Path checkpoint,
      Map<String, Object> out) {
    Kernel mean = setting.mean(f);
    Run run = ResumableTraining.run(setting.experiment(mean, set, rows, epochs, seed), checkpoint);
    Data test = setting.data(set, rows, 200, 400);
    double wrong = Losses.of(mean, Loss.binaryZeroOne(), test, Seeds.of(seed, "test")).mean();
    out.put("pairs", set.pairs().length);
    out.put("test_accuracy", 1 - wrong);
    out.put("best_epoch", run.best());
    out.put("epochs", run.history().size());
    out.put("train_seconds", ResumableTraining.seconds(run));
    System.err.printf(
        Locale.ROOT,
        "test accuracy %.1f %% (best epoch %d of %d)%n",
        100 * (1 - wrong),
        run.best(),
        run.history().size());
  }
}
