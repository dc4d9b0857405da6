package org.symm.notebook;

import java.util.Map;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.symm.display.Screen;
import org.symm.learning.Listener;

/**
 * Ties symm to a JJava kernel: values render by {@link Renderers}, and the cell is the screen.
 * Compiled against basekernel 1.0-a5 and run on JJava 1.0a8, it uses only calls that both have; the
 * smoke notebook makes each of them.
 */
public final class SymmExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    for (Class<?> type : Renderers.types()) {
      kernel
          .getRenderer()
          .createRegistration(type)
          .preferring(Renderers.RICH.toArray(String[]::new))
          .register(SymmExtension::render);
    }
    Screen.use(new NotebookScreen(kernel));
    Listener.install(TrainingView::new);
    Stopped.install(kernel);
  }

  private static void render(Object value, RenderContext context) {
    Map<String, String> forms = Renderers.render(value);
    forms.forEach(
        (mime, data) -> context.renderIfRequested(MIMEType.parse(mime), () -> (Object) data));
    int width = Renderers.shownWidth(value, forms);
    if (width > 0) {
      context.getOutputContainer().putMetaData("image/png", Map.of("width", width));
    }
  }
}
