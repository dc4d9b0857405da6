package org.symm.jupyter;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * The requests that wait in the shell channel. "Run All" sends every cell at once; where one fails,
 * the protocol wants those after it answered {@code aborted} (Jupyter messaging, "execute":
 * {@code stop_on_error}).
 */
final class Queue {
  /** Requests of one "Run All" follow each other closer than this. */
  private static final long QUIET_NANOS = 100_000_000L;

  /** However much is sent, the failed cell has its reply by then. */
  private static final long LIMIT_NANOS = 2_000_000_000L;

  private static final long PAUSE_MILLIS = 2;

  private final JupyterConnection connection;

  Queue(JupyterConnection connection) {
    this.connection = connection;
  }

  /** What an execute request gets that is not executed. JJava writes fields by their names. */
  private static final class Aborted implements ContentType<ExecuteReply> {
    @SuppressWarnings("unused")
    private final String status = "aborted";

    @Override
    public MessageType<ExecuteReply> getType() {
      return MessageType.EXECUTE_REPLY;
    }
  }

  /**
   * Answers all that waits, execute requests as aborted and others as usual, until nothing has come
   * for a while. Called by the thread that reads the channel.
   */
  void abort(JupyterSocket shell) {
    long start = System.nanoTime();
    long quiet = start + QUIET_NANOS;
    while (System.nanoTime() < Math.min(quiet, start + LIMIT_NANOS)) {
      if ((shell.getEvents() & ZMQ.Poller.POLLIN) != 0) {
        Message<?> message = shell.readMessage();
        answer(shell, message);
        if (message.getHeader().getType() == MessageType.EXECUTE_REQUEST) {
          quiet = System.nanoTime() + QUIET_NANOS;
        }
      } else {
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private void answer(JupyterSocket shell, Message<?> message) {
    MessageType<?> type = message.getHeader().getType();
    ShellReplyEnvironment env = connection.prepareReplyEnv((ShellChannel) shell, message);
    try {
      if (type == MessageType.EXECUTE_REQUEST) {
        env.setBusyDeferIdle();
        env.reply(new Message(message, MessageType.EXECUTE_REPLY, new Aborted()));
      } else {
        ShellHandler handler = connection.getHandler(type);
        if (handler != null) {
          handler.handle(env, message);
        }
      }
    } catch (RuntimeException e) {
      System.getLogger("symm").log(System.Logger.Level.WARNING, type.getName(), e);
    } finally {
      env.resolveDeferrals();
    }
    if (env.isMarkedForShutdown()) {
      connection.close();
    }
  }
}
