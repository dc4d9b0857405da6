package org.symm.notebook;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.symm.display.Displayed;
import org.symm.display.Screen;

/**
 * The outputs of the running cell. Messages leave from a thread of their own: an interrupted thread
 * that writes to the kernel's sockets would close them.
 */
final class NotebookScreen implements Screen {
  private final BaseKernel kernel;
  private final Executor sender =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "symm-display");
            thread.setDaemon(true);
            return thread;
          });

  NotebookScreen(BaseKernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void show(Object value) {
    DisplayData data = data(value);
    send(() -> kernel.display(data));
  }

  @Override
  public Live open(Displayed first) {
    String id = UUID.randomUUID().toString();
    DisplayData data = data(first);
    data.putTransientData("display_id", id);
    send(() -> kernel.display(data));
    return new Live() {
      @Override
      public void update(Displayed value) {
        DisplayData newer = data(value);
        send(() -> kernel.getIO().display.updateDisplay(id, newer));
      }

      @Override
      public void finish(Displayed value) {
        update(value);
      }
    };
  }

  /** Waits until the message is out, so that outputs keep the order of the cell's statements. */
  private void send(Runnable message) {
    CompletableFuture.runAsync(message, sender).join();
  }

  private static DisplayData data(Object value) {
    Map<String, String> forms = Renderers.render(value);
    DisplayData data = new DisplayData(forms.get("text/plain"));
    forms.forEach(data::putData);
    int width = Renderers.shownWidth(value, forms);
    if (width > 0) {
      data.putMetaData("image/png", Map.of("width", width));
    }
    return data;
  }
}
