package org.symm.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A function of rows that do not depend on each other, run in chunks that fit the cache, on several
 * workers where there are enough rows. Results do not depend on how fast a worker is: the same
 * machine gives the same numbers bit for bit.
 *
 * <p>Why chunks: a network on all rows at once streams every intermediate value through main
 * memory; a chunk whose widest value stays in the second-level cache does not, and memory stays
 * bounded however many rows there are.
 */
public final class Rows {

  /** What becomes of the chunks' outputs. */
  public enum Outputs {
    /** Rows, joined in order. */
    JOIN,
    /** Sums over rows, added up. */
    ADD
  }

  /** The shape of one row (or of a whole shared array) and its element type. */
  public record Type(Shape shape, DType dtype) {}

  /** Writes the function for a number of rows. */
  public interface Body {
    /** The outputs, from the row inputs (rows first) and the inputs that all rows share. */
    List<Tensor> apply(List<Tensor> rows, List<Tensor> shared);
  }

  /** Bytes that the widest value of a chunk may take: about the second-level cache of one core. */
  private static final long CACHE = 1 << 20;

  /** Bytes of all values of all rows below which one call beats handing work to threads. */
  private static final long SMALL = 8 << 20;

  private final String name;
  private final List<Type> rows;
  private final List<Type> shared;
  private final Outputs outputs;
  private final Body body;
  private final Map<Long, Program> programs = Recent.map(8);
  private final Map<Long, Program> adding = Recent.map(8);
  private final Cost cost;
  private Program total;

  /** Bytes for one row: of its widest value, and of all its values. */
  private record Cost(long widest, long all) {}

  /** How many chunks, on how many workers. */
  public record Plan(int chunks, int workers) {}

  private Rows(String name, List<Type> rows, List<Type> shared, Outputs outputs, Body body) {
    this.name = name;
    this.rows = List.copyOf(rows);
    this.shared = List.copyOf(shared);
    this.outputs = outputs;
    this.body = body;
    this.cost = cost();
  }

  /** The function with its row inputs, its shared inputs, and what its outputs are. */
  public static Rows of(
      String name, List<Type> rows, List<Type> shared, Outputs outputs, Body body) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("\"" + name + "\" needs at least one input with rows");
    }
    return new Rows(name, rows, shared, outputs, body);
  }

  private List<Tensor> inputs(long n) {
    var in = new ArrayList<Tensor>();
    rows.forEach(t -> in.add(Tensors.input(Shape.of(n).then(t.shape()), t.dtype())));
    shared.forEach(t -> in.add(Tensors.input(t.shape(), t.dtype())));
    return in;
  }

  private List<Tensor> write(List<Tensor> in) {
    return body.apply(in.subList(0, rows.size()), in.subList(rows.size(), in.size()));
  }

  /**
   * What one more row adds to each value: values without rows, as gradients of parameters, count
   * nothing. Of two and three rows, as axes of size 1 are written otherwise.
   */
  private Cost cost() {
    long[] two = bytes(2);
    long[] three = bytes(3);
    long widest = 1;
    long all = 1;
    for (int i = 0; i < Math.min(two.length, three.length); i++) {
      widest = Math.max(widest, three[i] - two[i]);
      all += Math.max(0, three[i] - two[i]);
    }
    return new Cost(widest, all);
  }

  /** Bytes of each value of the program for n rows, in order. */
  private long[] bytes(long n) {
    return Graph.order(write(inputs(n))).stream()
        .filter(node -> node.kind != Node.Kind.LEAF && !Views.is(node))
        .flatMap(node -> node.outputs.stream())
        .mapToLong(t -> t.shape().count() * t.dtype().bytes())
        .toArray();
  }

  /** How so many rows would be run on this machine. */
  public Plan plan(long n) {
    int threads = Workers.count();
    if (n < 2 || n * cost.all < SMALL) {
      return new Plan(1, 1);
    }
    long chunks = Math.min(n, Math.max(threads, (n * cost.widest + CACHE - 1) / CACHE));
    if (threads > 1) {
      chunks = Math.min(n, (chunks + threads - 1) / threads * threads);
    }
    return new Plan((int) chunks, (int) Math.min(threads, chunks));
  }

  private synchronized Program program(long n) {
    return programs.computeIfAbsent(
        n,
        k -> {
          var in = inputs(k);
          return Program.of(name, in, write(in));
        });
  }

  /** The program that adds its outputs to running sums, which it takes as further inputs. */
  private synchronized Program adding(long n) {
    return adding.computeIfAbsent(
        n,
        k -> {
          var in = inputs(k);
          var out = write(in);
          var sums = like(out);
          return Program.of(name, joined(in, sums), sums(sums, out));
        });
  }

  /**
   * Runs the function.
   *
   * @param seed fixes the noise, together with the plan for so many rows on this machine
   * @param rowInputs arrays with the same number of rows
   * @param sharedInputs arrays that every chunk reads whole
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted between
   *     chunks
   */
  public List<Array> run(long seed, List<Array> rowInputs, List<Array> sharedInputs) {
    long n = rowInputs.get(0).shape().size(0);
    for (Array a : rowInputs) {
      if (a.shape().rank() == 0 || a.shape().size(0) != n) {
        throw new TensorException(
            "\"" + name + "\": inputs differ in their rows: " + n + " and " + a.shape());
      }
    }
    Plan plan = plan(n);
    if (plan.chunks == 1) {
      return program(n).run(seed, joined(rowInputs, sharedInputs));
    }
    return outputs == Outputs.JOIN
        ? join(plan, n, seed, rowInputs, sharedInputs)
        : add(plan, n, seed, rowInputs, sharedInputs);
  }

  private static long start(Plan p, long n, int chunk) {
    return n * chunk / p.chunks;
  }

  private static <T> List<T> joined(List<T> a, List<T> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static List<Tensor> like(List<Tensor> a) {
    return a.stream().map(t -> Tensors.input(t.shape(), t.dtype())).toList();
  }

  private static List<Tensor> sums(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }

  /** What a worker does with the inputs of one chunk of k rows. */
  private interface Chunk {
    void run(int worker, int chunk, long k, List<Array> in);
  }

  private static void each(
      Plan p, long n, List<Array> rowInputs, List<Array> sharedInputs, Chunk body) {
    Workers.each(
        p.workers,
        w -> {
          for (int c = w; c < p.chunks; c += p.workers) {
            Workers.check();
            long from = start(p, n, c);
            long to = start(p, n, c + 1);
            var in = rowInputs.stream().map(a -> a.rows(from, to)).toList();
            body.run(w, c, to - from, joined(in, sharedInputs));
            in.forEach(Array::close);
          }
        });
  }

  private List<Array> join(
      Plan p, long n, long seed, List<Array> rowInputs, List<Array> sharedInputs) {
    var done = new ArrayList<List<Array>>(Collections.nCopies(p.chunks, null));
    each(
        p,
        n,
        rowInputs,
        sharedInputs,
        (w, c, k, in) -> done.set(c, program(k).run(Seeds.of(seed, c), in)));
    var out = new ArrayList<Array>();
    for (int i = 0; i < done.get(0).size(); i++) {
      int at = i;
      var parts = done.stream().map(d -> d.get(at)).toList();
      out.add(Array.join(parts));
      parts.forEach(Array::close);
    }
    return out;
  }

  private List<Array> add(
      Plan p, long n, long seed, List<Array> rowInputs, List<Array> sharedInputs) {
    var sums = new ArrayList<List<Array>>(Collections.nCopies(p.workers, null));
    each(
        p,
        n,
        rowInputs,
        sharedInputs,
        (w, c, k, in) -> {
          var before = sums.get(w);
          if (before == null) {
            sums.set(w, program(k).run(Seeds.of(seed, c), in));
          } else {
            sums.set(w, adding(k).run(Seeds.of(seed, c), joined(in, before)));
            before.forEach(Array::close);
          }
        });
    return sums.stream().reduce(this::plus).orElseThrow();
  }

  private synchronized List<Array> plus(List<Array> a, List<Array> b) {
    if (total == null) {
      var x = a.stream().map(t -> Tensors.input(t.shape(), t.dtype())).toList();
      var y = like(x);
      total = Program.of(name, joined(x, y), sums(x, y));
    }
    var out = total.run(0, joined(a, b));
    a.forEach(Array::close);
    b.forEach(Array::close);
    return out;
  }
}
