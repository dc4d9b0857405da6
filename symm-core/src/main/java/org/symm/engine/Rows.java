package org.symm.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.symm.display.Progress;
import org.symm.display.Refused;
import org.symm.tensor.Graph;
import org.symm.tensor.Node;
import org.symm.tensor.Scope;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;

/**
 * A function of rows that do not depend on each other, run in chunks that fit the cache, on several
 * workers where there are enough rows. Results do not depend on how fast a worker is: the same
 * machine gives the same numbers bit for bit.
 *
 * <p>Why chunks: a network on all rows at once streams every intermediate value through main
 * memory; a chunk whose widest value stays in the second-level cache does not, and memory stays
 * bounded however many rows there are. On a GPU chunks only bound the memory, and one worker hands
 * them over.
 */
public final class Rows {

  /** What becomes of the chunks' outputs. */
  public enum Outputs {
    /** Rows, joined in order. */
    JOIN,
    /** Sums over rows, added up. */
    ADD
  }

  /**
   * Bytes that the widest value of a chunk takes, or a half more: the second-level cache of a core.
   */
  private static final long CACHE = 1 << 20;

  /** The same on a GPU, where it only bounds the memory: a round number, not measured. */
  private static final long GPU = 256 << 20;

  /** What one row's widest value may take: half of what the machine has. */
  private static final long MEMORY =
      ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean m
          ? m.getTotalMemorySize() / 2
          : Long.MAX_VALUE;

  /** Bytes of all values of all rows below which one call beats handing work to threads. */
  private static final long SMALL = 8 << 20;

  private final String name;
  private final List<Type> types;
  private final Outputs outputs;
  private final UnaryOperator<List<Tensor>> body;
  private final Cache<Size, Program> programs = new Cache<>(16);
  private final Cost cost;
  private Program total;

  /** Bytes for one row: of its widest value, and of all its values. */
  private record Cost(long widest, long all) {}

  /** How many chunks, on how many workers. */
  public record Plan(int chunks, int workers) {}

  /**
   * A function with what its outputs are.
   *
   * @param types one row of each input
   * @param body writes the function's outputs from its inputs, rows first, for any number of rows
   */
  public Rows(String name, List<Type> types, Outputs outputs, UnaryOperator<List<Tensor>> body) {
    Refused.unless(!types.isEmpty(), "\"%s\" needs at least one input with rows", name);
    this.name = name;
    this.types = List.copyOf(types);
    this.outputs = outputs;
    this.body = body;
    this.cost = Scope.anyRows(this::cost);
    if (!Torch.device().isGpu() && cost.widest > MEMORY) {
      throw new TensorException(
          String.format(
              Locale.ROOT,
              "program \"%s\": one row needs %.1f GB in one array, more than half of what this machine has; where a mean"
                  + " goes through many choices, draw some: mean(K) in place of mean(), samples(K) in"
                  + " place of all.",
              name,
              cost.widest / 1e9));
    }
  }

  private List<Tensor> inputs(long n) {
    return types.stream().map(t -> Tensors.input(Shape.of(n).then(t.shape()), t.dtype())).toList();
  }

  /**
   * Read off the program for {@link Scope#ROWS} rows, a prime: what has that factor in its size has
   * rows, and the rest, as gradients of parameters, counts nothing.
   */
  private Cost cost() {
    long[] rows =
        Graph.order(body.apply(inputs(Scope.ROWS))).stream()
            .filter(node -> node.kind != Node.Kind.LEAF && !Aliases.is(node))
            .flatMap(node -> node.outputs.stream())
            .filter(t -> t.shape().count() % Scope.ROWS == 0)
            .mapToLong(t -> t.shape().count() / Scope.ROWS * t.dtype().bytes())
            .toArray();
    return new Cost(LongStream.of(rows).max().orElse(0) + 1, LongStream.of(rows).sum() + 1);
  }

  /** How so many rows would be run on this machine. */
  public Plan plan(long n) {
    return Torch.device().isGpu() ? plan(n, 1, GPU) : plan(n, Torch.engineThreads(), CACHE);
  }

  /** How so many rows are run on some threads, if the widest value may take so many bytes. */
  Plan plan(long n, int threads, long bytes) {
    if (n < 2 || n * cost.all < SMALL) {
      return new Plan(1, 1);
    }
    long chunks = Math.min(n, Math.max(threads, (n * cost.widest + bytes / 2) / bytes));
    if (threads > 1) {
      chunks = Math.min(n, (chunks + threads - 1) / threads * threads);
    }
    return new Plan((int) chunks, (int) Math.min(threads, chunks));
  }

  /** So many rows, and whether outputs are added to those before, which are further inputs. */
  private record Size(long rows, boolean adding) {}

  private Program program(long n, boolean adding) {
    return programs.get(
        new Size(n, adding),
        () -> {
          var in = inputs(n);
          var out = body.apply(in);
          if (!adding) {
            return Program.of(name, in, out);
          }
          var before = like(out.stream().map(Tensor::type).toList());
          return Program.of(name, joined(in, before), sums(before, out));
        });
  }

  /**
   * Runs the function.
   *
   * @param seed fixes the noise, together with the plan for so many rows on this machine
   * @param inputs arrays with the same number of rows, of the types that this was made with, which
   *     the caller has checked
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted between
   *     chunks
   */
  public List<Array> run(long seed, List<Array> inputs) {
    return run(seed, inputs, chunks -> () -> {});
  }

  /**
   * The same, the same numbers, told how far it is.
   *
   * @param begun is given the number of chunks; what it returns is called after each, by one worker
   *     at a time
   */
  public List<Array> run(long seed, List<Array> inputs, IntFunction<Runnable> begun) {
    long n = inputs.get(0).shape().size(0);
    Plan plan = plan(n);
    Runnable done = begun.apply(plan.chunks);
    if (plan.chunks == 1) {
      var all = chunk(n, 0, seed, inputs, null);
      done.run();
      return all;
    }
    boolean add = outputs == Outputs.ADD;
    // The outputs of each chunk, or the sums of each worker.
    var results =
        new ArrayList<List<Array>>(Collections.nCopies(add ? plan.workers : plan.chunks, null));
    Workers.each(
        plan.workers,
        w -> {
          for (int c = w; c < plan.chunks; c += plan.workers) {
            Progress.check();
            long from = n * c / plan.chunks;
            long to = n * (c + 1) / plan.chunks;
            var in = inputs.stream().map(a -> a.rows(from, to)).toList();
            int place = add ? w : c;
            results.set(place, chunk(to - from, from, Seeds.of(seed, c), in, results.get(place)));
            in.forEach(Array::close);
            synchronized (results) {
              done.run();
            }
          }
        });
    return add ? results.stream().reduce(this::plus).orElseThrow() : join(results);
  }

  /** The outputs of n rows, from one on, added to those of chunks before if there are any. */
  private List<Array> chunk(long n, long from, long seed, List<Array> in, List<Array> before) {
    try {
      if (before == null) {
        return program(n, false).execute(seed, in);
      }
      var sums = program(n, true).execute(seed, joined(in, before));
      before.forEach(Array::close);
      return sums;
    } catch (TensorException e) {
      throw e.inRows(from, n);
    }
  }

  private static <T> List<T> joined(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static List<Tensor> like(List<Type> types) {
    return types.stream().map(t -> Tensors.input(t.shape(), t.dtype())).toList();
  }

  private static List<Tensor> sums(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }

  private static List<Array> join(List<List<Array>> chunks) {
    var out = new ArrayList<Array>();
    for (int i = 0; i < chunks.get(0).size(); i++) {
      int at = i;
      var parts = chunks.stream().map(d -> d.get(at)).toList();
      out.add(Array.join(parts));
      parts.forEach(Array::close);
    }
    return out;
  }

  private synchronized List<Array> plus(List<Array> a, List<Array> b) {
    if (total == null) {
      var types = a.stream().map(Array::type).toList();
      var x = like(types);
      var y = like(types);
      total = Program.of(name, joined(x, y), sums(x, y));
    }
    var out = total.run(0, joined(a, b));
    a.forEach(Array::close);
    b.forEach(Array::close);
    return out;
  }
}
