package org.symm.experiments.nbody;

import static org.symm.certificates.Certificates.certify;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.S;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symm.data.ChargedParticles;
import org.symm.experiments.command.ExperimentCommand;
import org.symm.experiments.command.Options;
import org.symm.experiments.command.ResumableTraining;
import org.symm.experiments.command.UsageException;
import org.symm.kernels.Kernel;
import org.symm.learning.Losses;
import org.symm.learning.Run;

/** {@code experiment nbody}: trains one model on the charged particles, tests and certifies it. */
public final class NBodyCommand implements ExperimentCommand {

  /** Epochs that no training reaches in its time. */
  private static final int ENDLESS = 1_000_000;

  @Override
  public String name() {
    return "nbody";
  }

  @Override
  public String says() {
    return "five charged particles, positions ten frames on (Satorras et al. 2021)";
  }

  /** Mean squared error, in squares of the unit of positions; its median; the time. */
  @Override
  public List<String> measures() {
    return List.of("test_mse", "test_median", "train_seconds");
  }

  @Override
  public Work read(Options o) {
    var model = o.choice("--model", NBody.Model.RECURSIVE, NBody.Model.class);
    var backbone = o.choice("--backbone", NBody.Backbone.ATTENTION, NBody.Backbone.class);
    double seconds = o.limit("--seconds", "of training, at most; whole epochs, as many as fit");
    int epochs =
        o.number(
            "--epochs",
            Double.isFinite(seconds) ? ENDLESS : 150,
            1,
            "passes over the training data, at most; without end where --seconds is given");
    int train = o.number("--train", 3000, 1, "training samples");
    int samples = o.number("--samples", 4, 1, "samples K of a mean, while it learns");
    int testSamples = o.number("--test-samples", samples, 1, "the same, when it is tested");
    int seed = o.number("--seed", 0, 0, "of the parameters, the batches and the noise");
    Path checkpoint = ResumableTraining.checkpoint(o);
    var setting = new NBody(model, backbone, samples, testSamples);
    return () -> results(setting, train, epochs, seconds, seed, checkpoint);
  }

  private static Map<String, Object> results(
      NBody setting, int train, int epochs, double seconds, int seed, Path checkpoint) {
    var particles = ChargedParticles.standard();
    if (train > particles.train().size()) {
      throw new UsageException("--train takes at most " + particles.train().size());
    }
    var models = setting.models();
    Kernel f = models.testing();
    var experiment = setting.experiment(models, particles, train, epochs, seed).seconds(seconds);
    System.err.println(models.learning());
    Run run = ResumableTraining.run(experiment, checkpoint);
    Losses test = run.test();
    var certificate = certify(f, E(3).times(S(NBody.PARTICLES)), seed);
    System.err.println(certificate);
    double training = ResumableTraining.seconds(run);
    System.err.printf(
        Locale.ROOT,
        "test error %s (mean of squares, position units squared; best epoch %d of %d)%n",
        test,
        run.best(),
        run.history().size());
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("model", Options.name(setting.model()));
    out.put("backbone", Options.name(setting.backbone()));
    out.put("seed", seed);
    out.put("samples", setting.averaged() ? setting.samples() : 1);
    out.put("test_samples", setting.averaged() ? setting.testSamples() : 1);
    out.put("test_mse", test.mean());
    out.put("test_median", test.median());
    out.put("validation_mse", run.bestEpoch().validation());
    out.put("best_epoch", run.best());
    out.put("epochs", run.history().size());
    out.put("train_seconds", training);
    out.put("train_steps_per_second", run.steps() / training);
    out.put("parameters", models.learning().parameterCount());
    out.put("certificate", certificate.holds() ? "holds" : "fails for " + certificate.failures());
    return out;
  }
}
