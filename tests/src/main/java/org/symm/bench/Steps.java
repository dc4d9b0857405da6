package org.symm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Listener;
import org.symm.spaces.Space;
import org.symm.tensor.DType;

/**
 * Microseconds of a training step: a real training (Adam, minibatches gathered by shuffled index or
 * drawn afresh) that stands still between measurements. Stored data are normal numbers, so nothing
 * is over-fitted.
 */
final class Steps implements Case, Listener {

  private static final int ROWS = 3000;

  private final SynchronousQueue<Boolean> requests = new SynchronousQueue<>();
  private final SynchronousQueue<Double> answers = new SynchronousQueue<>();
  private final List<Double> samples = new ArrayList<>();
  private final long parameters;
  private final int each;
  private long begun;
  private long last;

  Steps(Kernel model, int batch) {
    this(onStoredRows(model, batch), model.parameterCount(), 1);
  }

  /**
   * The steps of an experiment.
   *
   * @param parameters numbers that it learns
   * @param each so many together are a sample; those of an epoch, or of several, count what is done
   *     between epochs
   */
  Steps(Experiment e, long parameters, int each) {
    this.each = each;
    this.parameters = parameters;
    var training = new Thread(() -> e.train(this), "training");
    training.setDaemon(true);
    training.start();
  }

  private static Experiment onStoredRows(Kernel model, int batch) {
    long rows = (ROWS + batch - 1) / batch * (long) batch;
    return new Experiment(model, new Data(normal(model.dom(), rows), normal(model.cod(), rows)))
        .batch(batch)
        .epochs(Integer.MAX_VALUE / ROWS);
  }

  private static List<Array> normal(Space s, long rows) {
    return s.parts().stream().map(p -> Work.normal(DType.FLOAT32, p.rows(rows).toArray())).toList();
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public double measure() {
    try {
      requests.put(true);
      return answers.take();
    } catch (InterruptedException stop) {
      throw (CancellationException) new CancellationException("interrupted").initCause(stop);
    }
  }

  @Override
  public void step(long done, long steps) {
    if (done % each != 0) {
      return;
    }
    long now = System.nanoTime();
    if (begun != 0) {
      samples.add((now - last) / 1e3 / each);
    }
    try {
      if (begun == 0) {
        requests.take();
        begun = System.nanoTime();
      } else if (now - begun > MEASURE && samples.size() * each >= 3) {
        answers.put(Case.median(samples.stream().mapToDouble(x -> x).toArray()));
        samples.clear();
        requests.take();
        begun = System.nanoTime();
      }
    } catch (InterruptedException stop) {
      throw (CancellationException) new CancellationException("interrupted").initCause(stop);
    }
    last = System.nanoTime();
  }
}
