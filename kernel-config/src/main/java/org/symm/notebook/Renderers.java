package org.symm.notebook;

import static org.symm.drawing.Drawing.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.symm.display.Displayed;
import org.symm.display.Raster;
import org.symm.kernels.Kernel;
import org.symm.learning.Run;

/**
 * How values look in a notebook: from an object to its forms by MIME type, without a kernel. Types
 * of the library describe themselves by {@link Displayed}; this registry adds types that cannot.
 */
public final class Renderers {
  /** The MIME types a renderer may give besides {@code text/plain}. */
  static final List<String> RICH =
      List.of("image/png", "image/svg+xml", "text/html", "text/markdown", "text/latex");

  private static final Map<Class<?>, Function<Object, Map<String, String>>> BY_TYPE =
      new LinkedHashMap<>();

  static {
    // Most types of the library implement Displayed. Others, and those of other libraries, are
    // added here.
    add(Displayed.class, Renderers::displayed);
    add(Kernel.class, Renderers::kernel);
    add(Run.class, Curves::of);
    add(BufferedImage.class, Renderers::image);
    List<Class<?>> elements =
        List.of(
            boolean.class,
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            String.class,
            Object.class);
    for (Class<?> element : elements) {
      Class<?> array = element;
      for (int depth = 1; depth <= 4; depth++) {
        array = array.arrayType();
        add(array, a -> Map.of("text/plain", JavaArrayText.of(a)));
      }
    }
  }

  private Renderers() {}

  /**
   * Adds a renderer for a type and its subtypes. The kernel takes up those added before it starts.
   */
  public static <T> void add(Class<T> type, Function<? super T, Map<String, String>> renderer) {
    BY_TYPE.put(type, value -> renderer.apply(type.cast(value)));
  }

  /** A kernel is its drawing; as text the sentence that says what it is. */
  private static Map<String, String> kernel(Kernel k) {
    Map<String, String> forms = new LinkedHashMap<>(draw(k).display());
    forms.put("text/plain", k.toString());
    return forms;
  }

  /** The types that have a renderer. */
  static Set<Class<?>> types() {
    return BY_TYPE.keySet();
  }

  /** The forms of a value; {@code text/plain} is always one of them. */
  public static Map<String, String> render(Object value) {
    for (var entry : BY_TYPE.entrySet()) {
      if (entry.getKey().isInstance(value)) {
        return entry.getValue().apply(value);
      }
    }
    return Map.of("text/plain", String.valueOf(value));
  }

  /**
   * The width in a notebook of the PNG among the forms of {@code value}, or 0 for its width in
   * pixels.
   */
  static int shownWidth(Object value, Map<String, String> forms) {
    String png = forms.get("image/png");
    if (png == null || value instanceof BufferedImage) {
      return 0;
    }
    byte[] head = Base64.getDecoder().decode(png.substring(0, 32));
    int pixels = ByteBuffer.wrap(head).getInt(16); // the header chunk's first number
    return pixels / 2;
  }

  private static Map<String, String> displayed(Displayed value) {
    Map<String, String> forms = new LinkedHashMap<>(value.display());
    forms.putIfAbsent("text/plain", value.toString());
    String svg = forms.get("image/svg+xml");
    if (svg != null && !forms.containsKey("image/png")) { // not every viewer trusts SVG
      Raster.ofSvg(svg)
          .map(Base64.getEncoder()::encodeToString)
          .ifPresent(png -> forms.put("image/png", png));
    }
    return forms;
  }

  private static Map<String, String> image(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "image/png",
        Base64.getEncoder().encodeToString(png.toByteArray()),
        "text/plain",
        "image of " + image.getWidth() + " x " + image.getHeight() + " pixels");
  }
}
