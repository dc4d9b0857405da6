package org.symm.plotting;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.symm.display.Displayed;
import org.symm.display.Raster;
import org.symm.files.AtomicFile;

/**
 * A picture that draws itself. Figures are values: every method that changes one returns another.
 *
 * <p>{@link Figures} makes them.
 */
public interface Figure extends Displayed {

  /** The width in CSS pixels, at which the figure is meant to be shown. */
  int width();

  /** The height in CSS pixels, at which the figure is meant to be shown. */
  int height();

  /**
   * Draws the figure into the rectangle from (0, 0) to ({@link #width}, {@link #height}).
   *
   * @throws IllegalStateException if the figure has nothing to show
   */
  void paint(Graphics2D graphics);

  /** The picture as a notebook shows it. */
  @Override
  default Map<String, String> display() {
    return Map.of(
        "image/png",
        Base64.getEncoder().encodeToString(png()),
        "text/plain",
        "figure of " + width() + " x " + height() + " pixels");
  }

  /** A PNG with twice the figure's width and height in pixels, to be shown at {@link #width}. */
  default byte[] png() {
    return Raster.png(width(), height(), this::paint);
  }

  /** An SVG document of the figure's width and height. */
  default String svg() {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(graphics);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(width(), height()))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the figure as SVG: " + e, e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Saves the figure as PNG or SVG, after the ending of the file name. Missing folders are made.
   *
   * @throws IllegalArgumentException if the name ends neither in .png nor in .svg
   * @throws UncheckedIOException if the file cannot be written
   */
  default void save(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      AtomicFile.write(file, png());
    } else if (name.endsWith(".svg")) {
      AtomicFile.write(file, svg().getBytes(StandardCharsets.UTF_8));
    } else {
      throw new IllegalArgumentException(
          "Cannot tell the format of " + file + "; let its name end in .png or .svg.");
    }
  }
}
