package org.symm.plotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.symm.exact.FinStoch;
import org.symm.groups.Groups;
import org.symm.kernels.Kernels;
import org.symm.spaces.Spaces;

class MatrixTest {

  /** The largest number is the house blue, zero is white, one half between them. */
  @Test
  void shadesSayHowLargeTheNumbersAre() throws IOException {
    double[][] p = {{1, 0}, {0.5, 0.5}};
    Figure f = Figures.matrix("M", List.of("a", "b"), List.of("c", "d"), p);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(f.png()));
    assertEquals(2 * f.width(), image.getWidth());
    assertEquals(2 * f.height(), image.getHeight());
    int right = image.getWidth() - 2 * 8 - 30;
    int low = image.getHeight() - 2 * 8 - 8;
    Color half = new Color(image.getRGB(right, low));
    Color none = new Color(image.getRGB(right, low - 88));
    Color whole = new Color(image.getRGB(right - 88, low - 88));
    assertEquals(HouseStyle.BLUE, whole);
    assertEquals(Color.WHITE, none);
    assertTrue(half.getRed() > whole.getRed() && half.getRed() < none.getRed(), half.toString());
  }

  @Test
  void sizesMustFit() {
    List<String> names = List.of("a", "b");
    for (double[][] bad : List.of(new double[][] {{1, 0}}, new double[][] {{1, 0}, {-1, 2}})) {
      assertThrows(IllegalArgumentException.class, () -> Figures.matrix("M", names, names, bad));
    }
  }

  @Test
  void aStochasticMatrixNamesItsPoints() {
    var p = FinStoch.exact(Kernels.identity(Spaces.set(3), Groups.trivial()));
    assertEquals(List.of("0", "1", "2"), p.dom().names());
    assertTrue(Figures.matrix("identity", p).width() > 3 * 40);
    assertTrue(p.display().get("text/html").contains("<td"));
  }
}
