package org.symm.experiments.nbody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.S;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symm.data.ChargedParticles;
import org.symm.experiments.nbody.NBody.Backbone;
import org.symm.experiments.nbody.NBody.Model;
import org.symm.groups.Group;
import org.symm.learning.Listener;
import org.symm.learning.Loss;
import org.symm.learning.Losses;
import org.symm.learning.Run;

/** What each way to symmetrise makes of each network, and that all of them learn. */
class NBodyTest {

  private static final Group MOTIONS = E(NBody.PARTICLES - 2).times(S(NBody.PARTICLES));

  private static final Set<Model> PLAIN = Set.of(Model.NONE, Model.CENTRED, Model.AUGMENT);

  @ParameterizedTest
  @EnumSource(Model.class)
  void modelsHaveTheSymmetriesOfTheirNames(Model model) {
    for (Backbone backbone : List.of(Backbone.MLP, Backbone.DEEPSETS)) {
      var models = new NBody(model, backbone, 2, 2).models();
      models.learning().init(1);
      var testing = certify(models.testing(), MOTIONS, 0);
      var want =
          Stream.of("T(3)", "O(3)", "S(5)")
              .filter(g -> !g.equals("T(3)") || model == Model.NONE)
              .filter(g -> !g.equals("O(3)") || PLAIN.contains(model))
              .filter(g -> !g.equals("S(5)") || (PLAIN.contains(model) && backbone == Backbone.MLP))
              .toList();
      assertEquals(want, testing.failures(), backbone + ": " + testing);
      if (model == Model.AUGMENT) {
        certify(models.learning(), MOTIONS, 0).orThrow();
        assertTrue(models.learning().isStochastic());
        assertFalse(models.testing().isStochastic());
      }
      assertEquals(
          models.learning().parameters(), models.testing().parameters(), "one set of parameters");
    }
  }

  /** Averages learn and are tested with their own numbers of samples; functions need one. */
  @Test
  void samplesOfTheMean() {
    for (Model model : Model.values()) {
      var setting = new NBody(model, Backbone.DEEPSETS, 2, 3);
      var models = setting.models();
      boolean mean = model == Model.AVERAGE || model == Model.RECURSIVE;
      assertEquals(mean, setting.learner(models) != models.learning(), "" + model);
      assertEquals(mean, setting.tested(models) != models.testing(), "" + model);
    }
  }

  /** The best epoch of an augmented network is the best of the network as it is tested. */
  @Test
  void theAugmentedNetworkIsValidatedWithoutTurns() {
    var particles =
        new ChargedParticles(
            simulate(ChargedParticles.Split.TRAIN, 100),
            simulate(ChargedParticles.Split.VALID, 50),
            simulate(ChargedParticles.Split.TEST, 1));
    var setting = new NBody(Model.AUGMENT, Backbone.DEEPSETS, 4, 4);
    var models = setting.models();
    Run run = setting.experiment(models, particles, 100, 5, 0).train(Listener.silent());
    var validation = NBody.data(particles.valid());
    assertEquals(
        run.bestEpoch().validation(),
        Losses.of(models.testing(), Loss.meanSquaredError(), validation, 1).mean());
    assertTrue(
        run.history().get(4).training() < run.history().get(0).training(), "it learns: " + run);
  }

  private static org.symm.data.Particles simulate(ChargedParticles.Split split, int n) {
    return ChargedParticles.simulate(ChargedParticles.SEED, split, n);
  }
}
