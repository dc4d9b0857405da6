package org.symm.display;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG, in twice the size at which they are to appear, on white. */
public final class Raster {

  private Raster() {}

  /**
   * What {@code paint} draws into the rectangle from (0, 0) to ({@code width}, {@code height}).
   *
   * @throws UncheckedIOException if this Java cannot write PNG
   */
  public static byte[] png(int width, int height, Consumer<? super Graphics2D> paint) {
    var image = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(2, 2);
      paint.accept(graphics);
      var bytes = new ByteArrayOutputStream();
      try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        if (!ImageIO.write(image, "png", out)) {
          throw new IOException("this Java cannot write PNG; use a full JDK");
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the figure as PNG: " + e.getMessage(), e);
    } finally {
      graphics.dispose();
    }
  }

  /** Documents of more pixels than this, at twice their size, are left as they are. */
  private static final double MOST = 50e6;

  /** An SVG document as PNG; empty if it is none, or has no size, or is too large for one. */
  public static Optional<byte[]> ofSvg(String svg) {
    var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
    SVGDocument document = new SVGLoader().load(bytes, null, LoaderContext.createDefault());
    if (document == null) {
      return Optional.empty();
    }
    double width = Math.ceil(document.size().getWidth());
    double height = Math.ceil(document.size().getHeight());
    return width > 0 && height > 0 && 4 * width * height <= MOST
        ? Optional.of(png((int) width, (int) height, g -> document.render(null, g)))
        : Optional.empty();
  }
}
