package org.symm.plotting;

import java.awt.Graphics2D;
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

  @Override
  public int width() {
    int sum = 0;
    for (int c = 0; c < Math.min(columns, figures.size()); c++) {
      sum += columnWidth(c);
    }
    return sum;
  }

  @Override
  public int height() {
    int sum = 0;
    for (int first = 0; first < figures.size(); first += columns) {
      sum += rowHeight(first);
    }
    return sum;
  }

  @Override
  public void paint(Graphics2D graphics) {
    int y = 0;
    for (int first = 0; first < figures.size(); first += columns) {
      int x = 0;
      for (int c = 0; c < columns && first + c < figures.size(); c++) {
        Graphics2D cell = (Graphics2D) graphics.create();
        cell.translate(x, y);
        figures.get(first + c).paint(cell);
        cell.dispose();
        x += columnWidth(c);
      }
      y += rowHeight(first);
    }
  }

  private int columnWidth(int column) {
    int largest = 0;
    for (int i = column; i < figures.size(); i += columns) {
      largest = Math.max(largest, figures.get(i).width());
    }
    return largest;
  }

  private int rowHeight(int first) {
    int end = Math.min(first + columns, figures.size());
    return figures.subList(first, end).stream().mapToInt(Figure::height).max().orElse(0);
  }
}
