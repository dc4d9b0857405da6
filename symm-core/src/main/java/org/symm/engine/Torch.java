package org.symm.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Type;

/**
 * The one place that talks to DJL: start-up, array creation, loading and calling programs. Public
 * DJL API only.
 */
public final class Torch {

  static {
    if (System.getProperty("ai.djl.offline") == null && System.getenv("DJL_OFFLINE") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Torch::rest, "symm-exit"));
  }

  /** Held for reading by each call into libtorch, and for ever by the end of the process. */
  private static final ReadWriteLock CALLS = new ReentrantReadWriteLock();

  private static final List<Runnable> LAST = new CopyOnWriteArrayList<>();

  /**
   * What a signal that ends the process is to do first, while libtorch still computes: the hooks of
   * Java itself have no order.
   */
  public static void atExit(Runnable last) {
    LAST.add(last);
  }

  /** Takes back {@link #atExit}. */
  public static void notAtExit(Runnable last) {
    LAST.remove(last);
  }

  /**
   * Lets running calls end before the process does: libtorch takes itself apart at exit, and a call
   * still on its way would crash. No call starts after that.
   */
  private static void rest() {
    for (Runnable last : LAST) {
      try {
        last.run();
      } catch (RuntimeException e) {
        System.err.println("symm: " + e);
      }
    }
    try {
      if (!CALLS.writeLock().tryLock(20, TimeUnit.SECONDS)) {
        System.err.println("symm: ended while libtorch was still computing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final ThreadLocal<Boolean> READY =
      ThreadLocal.withInitial(
          () -> {
            engine();
            JniUtils.setGraphExecutorOptimize(false);
            JniUtils.setGradMode(true);
            JniUtils.setNumThreads(Start.THREADS);
            return true;
          });

  private Torch() {}

  /** The engine; an error that prints the versions if the native library does not load. */
  public static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "libtorch did not load. symm needs ai.djl:api and pytorch-engine 0.35.1, pytorch-jni 2.7.1-0.35.1 and pytorch-native-cpu 2.7.1 for this system (%s %s) on the class path, and a writable DJL_CACHE_DIR. Cause: %s"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
          e);
    }
  }

  /**
   * The device that holds arrays and runs programs: the GPU if libtorch finds one, else the CPU.
   */
  public static Device device() {
    return engine().defaultDevice();
  }

  /**
   * Threads that libtorch was given when it started: {@code -Dai.djl.pytorch.num_threads}, or one a
   * core.
   */
  public static int engineThreads() {
    return Start.THREADS;
  }

  /** Read once, on the first thread, before any worker changes its own count. */
  private static final class Start {
    static final int THREADS = count();

    private static int count() {
      engine();
      return JniUtils.getNumThreads();
    }
  }

  /** Sets the native threads that one operation uses on the calling thread. */
  static void threads(int n) {
    JniUtils.setNumThreads(n);
  }

  /** Sets up the calling thread for running programs. */
  static void ready() {
    READY.get();
  }

  /** Made on first use. */
  private static final class Made {
    static final PtNDManager MANAGER = (PtNDManager) NDManager.newBaseManager(device(), "PyTorch");
  }

  /** DJL's manager of arrays, for readers of its formats: what it makes is to be adopted. */
  public static PtNDManager manager() {
    ready();
    return Made.MANAGER;
  }

  static PtSymbolBlock load(byte[] archive) {
    try {
      return JniUtils.loadModule(manager(), new ByteArrayInputStream(archive), true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A TorchScript module of a file as a function of arrays, for inference: its parameters are fixed
   * and its layers in evaluation mode; gradients pass to its inputs.
   */
  public static UnaryOperator<NDList> module(Path file) {
    PtSymbolBlock module;
    try (var in = Files.newInputStream(file)) {
      module = JniUtils.loadModule(manager(), in, true, false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the TorchScript module " + file + ": " + e, e);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          file + " is not a TorchScript module that libtorch reads: " + e.getMessage(), e);
    }
    JniUtils.enableInferenceMode(module);
    return x -> new NDList(call(module, x.toArray(new NDArray[0])));
  }

  /**
   * Why a module does not give arrays of some types for zeros of others, tried once; empty if it
   * does.
   */
  public static String refusal(UnaryOperator<NDList> module, List<Type> in, List<Type> out) {
    try (NDManager manager = manager().newSubManager()) {
      var zeros = new NDList();
      for (Type t : in) {
        var shape = new ai.djl.ndarray.types.Shape(t.shape().toArray());
        zeros.add(manager.zeros(shape, t.dtype().djl()));
      }
      NDList got = module.apply(zeros);
      got.attach(manager);
      var types =
          got.stream().map(a -> new Type(Shape.of(a.getShape().getShape()), DType.of(a))).toList();
      return types.equals(out) ? "" : "it gives " + types + " in place of " + out;
    } catch (EngineException e) {
      return cause(e);
    }
  }

  /** What an error of libtorch says, without its own stack. */
  static String cause(EngineException e) {
    return Compiled.cause(String.valueOf(e.getMessage()));
  }

  /** Calls a program; the results belong to the caller, who closes them. */
  static NDArray[] call(PtSymbolBlock module, NDArray[] inputs) {
    READY.get();
    CALLS.readLock().lock();
    try {
      NDList out = IValueUtils.forward(module, new NDList(inputs), true);
      return out.toArray(new NDArray[0]);
    } finally {
      CALLS.readLock().unlock();
    }
  }
}
