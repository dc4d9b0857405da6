package org.symm.plotting;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;

/** Figures in rows and columns, as one figure. */
record Panels(int columns, List<Figure> figures) implements Figure {

  Panels {
    figures = List.copyOf(figures);
    if (columns < 1 || figures.isEmpty()) {
      throw new IllegalArgumentException(
          "Panels need a column and a figure at least; got "
              + columns
              + " columns and "
              + figures.size()
              + " figures.");
    }
  }

  /** The widths of the columns. */
  private int[] widths() {
    int[] widths = new int[Math.min(columns, figures.size())];
    for (int i = 0; i < figures.size(); i++) {
      widths[i % columns] = Math.max(widths[i % columns], figures.get(i).width());
    }
    return widths;
  }

  /** The heights of the rows. */
  private int[] heights() {
    int[] heights = new int[(figures.size() - 1) / columns + 1];
    for (int i = 0; i < figures.size(); i++) {
      heights[i / columns] = Math.max(heights[i / columns], figures.get(i).height());
    }
    return heights;
  }

  @Override
  public int width() {
    return Arrays.stream(widths()).sum();
  }

  @Override
  public int height() {
    return Arrays.stream(heights()).sum();
  }

  @Override
  public void paint(Graphics2D graphics) {
    for (int i = 0; i < figures.size(); i++) {
      int x = Arrays.stream(widths()).limit(i % columns).sum();
      int y = Arrays.stream(heights()).limit(i / columns).sum();
      Graphics2D cell = (Graphics2D) graphics.create();
      cell.translate(x, y);
      figures.get(i).paint(cell);
      cell.dispose();
    }
  }
}
