package org.symm.plotting;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A matrix of numbers of at least 0 as shades, 0 white and the largest darkest. */
public final class Matrix implements Figure {
  private static final int EDGE = 8;
  private static final int TITLE = 24;
  private static final int LINE = 18;
  private static final int LARGEST = 44;
  private static final int ROOM = 420;

  private final String title;
  private final List<String> rows;
  private final List<String> columns;
  private final double[][] values;
  private final double across;
  private final double down;
  private final double left;

  private Matrix(String title, List<String> rows, List<String> columns, double[][] values) {
    this.title = title;
    this.rows = List.copyOf(rows);
    this.columns = List.copyOf(columns);
    this.values = values;
    double widest = columns.stream().mapToDouble(Matrix::width).max().orElse(0) + 6;
    across = Math.max(widest, Math.min(LARGEST, (double) ROOM / columns.size()));
    down = Math.max(14, Math.min(LARGEST, Math.min(across, (double) ROOM / rows.size())));
    left = EDGE + rows.stream().mapToDouble(Matrix::width).max().orElse(0) + 6;
  }

  /**
   * A matrix with names of its rows and columns.
   *
   * @throws IllegalArgumentException if the sizes do not fit, or a number is negative or not finite
   */
  static Matrix of(String title, List<String> rows, List<String> columns, double[][] values) {
    boolean fits = values.length == rows.size() && !rows.isEmpty() && !columns.isEmpty();
    for (double[] row : values) {
      fits &= row.length == columns.size();
      fits &= Arrays.stream(row).allMatch(v -> v >= 0 && Double.isFinite(v));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The figure '"
              + title
              + "' has "
              + rows.size()
              + " names of rows and "
              + columns.size()
              + " of columns; give as many finite numbers of at least 0 for each row.");
    }
    return new Matrix(title, rows, columns, values);
  }

  private static double width(String name) {
    return TextOutline.width(HouseStyle.TICK, name);
  }

  @Override
  public int width() {
    double title = TextOutline.width(HouseStyle.TITLE, this.title) + 2 * EDGE;
    return (int) Math.ceil(Math.max(title, left + across * columns.size() + 2 * EDGE));
  }

  @Override
  public int height() {
    return (int) Math.ceil(EDGE + TITLE + LINE + down * rows.size() + EDGE);
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width(), height());
    TextOutline.centred(g, HouseStyle.TITLE, HouseStyle.TEXT, title, width() / 2.0, EDGE + 14);
    double start = left + Math.max(0, (width() - 2 * EDGE - left - across * columns.size()) / 2);
    double top = EDGE + TITLE + LINE;
    double most = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(1);
    for (int j = 0; j < columns.size(); j++) {
      double x = start + (j + 0.5) * across;
      TextOutline.centred(g, HouseStyle.TICK, HouseStyle.TEXT, columns.get(j), x, top - 5);
    }
    for (int i = 0; i < rows.size(); i++) {
      double middle = top + (i + 0.5) * down;
      double x = start - 6 - width(rows.get(i));
      TextOutline.paint(g, HouseStyle.TICK, HouseStyle.TEXT, rows.get(i), x, middle + 4);
      for (int j = 0; j < columns.size(); j++) {
        cell(g, start + j * across, top + i * down, values[i][j], values[i][j] / most);
      }
    }
  }

  private void cell(Graphics2D g, double x, double y, double value, double shade) {
    var box = new Rectangle2D.Double(x, y, across, down);
    g.setColor(HouseStyle.translucent(HouseStyle.BLUE, (int) Math.round(255 * shade)));
    g.fill(box);
    g.setColor(HouseStyle.GRID);
    g.draw(box);
    Font font = HouseStyle.TICK;
    String text = text(value);
    if (value > 0 && TextOutline.width(font, text) + 4 <= across && down >= 18) {
      Color ink = shade > 0.55 ? Color.WHITE : HouseStyle.TEXT;
      TextOutline.centred(g, font, ink, text, x + across / 2, y + down / 2 + 4);
    }
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, value < 0.01 ? "%.0e" : "%.2f", value);
  }
}
