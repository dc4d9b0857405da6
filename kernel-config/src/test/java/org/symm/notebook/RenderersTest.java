package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.symm.display.Displayed;

class RenderersTest {
  private record Picture(String png) implements Displayed {
    @Override
    public Map<String, String> display() {
      return Map.of("image/png", png);
    }

    @Override
    public String toString() {
      return "a picture";
    }
  }

  @Test
  void displayedValuesDescribeThemselves() {
    Map<String, String> forms = Renderers.render(Nb.table("a").row(1));
    assertTrue(forms.get("text/html").startsWith("<table"));
    assertEquals("a\n1", forms.get("text/plain"));
  }

  @Test
  void imagesBecomePng() throws IOException {
    Map<String, String> forms =
        Renderers.render(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));
    byte[] png = Base64.getDecoder().decode(forms.get("image/png"));
    assertEquals(30, ImageIO.read(new ByteArrayInputStream(png)).getHeight());
    assertEquals("image of 40 x 30 pixels", forms.get("text/plain"));
  }

  @Test
  void figuresAppearAtHalfTheirPixelsAndImagesAtAll() {
    BufferedImage image = new BufferedImage(1040, 600, BufferedImage.TYPE_INT_RGB);
    Map<String, String> forms = Renderers.render(image);
    assertEquals(0, Renderers.shownWidth(image, forms));
    Picture picture = new Picture(forms.get("image/png"));
    assertEquals(520, Renderers.shownWidth(picture, Renderers.render(picture)));
    assertEquals(0, Renderers.shownWidth("text", Renderers.render("text")));
  }

  @Test
  void everythingElseIsText() {
    assertEquals(Map.of("text/plain", "null"), Renderers.render(null));
    assertEquals(Map.of("text/plain", "[1]"), Renderers.render(java.util.List.of(1)));
    assertEquals("double[1] [1.0]", Renderers.render(new double[] {1}).get("text/plain"));
    assertEquals("int[1, 1]\n[[1]]", Renderers.render(new int[][] {{1}}).get("text/plain"));
  }

  private static final class Reading implements Comparable<Reading> {
    @Override
    public int compareTo(Reading other) {
      return 0;
    }
  }

  @Test
  void otherTypesCanBeAdded() {
    Renderers.add(Reading.class, reading -> Map.of("text/plain", "a reading"));
    assertEquals("a reading", Renderers.render(new Reading()).get("text/plain"));
  }
}
