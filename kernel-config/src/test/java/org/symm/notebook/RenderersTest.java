package org.symm.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.symm.display.Displayed;
import org.symm.kernels.Kernel;
import org.symm.networks.Networks;
import org.symm.spaces.Spaces;

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

  /** What draws itself as SVG alone gets a PNG, for viewers that show no SVG. */
  @Test
  void svgIsNeverAlone() {
    String disc =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><circle r='9'/></svg>";
    Displayed value = () -> Map.of("image/svg+xml", disc);
    Map<String, String> forms = Renderers.render(value);
    assertEquals(40, Renderers.shownWidth(value, forms));
    Kernel k = Networks.mlp(Spaces.points(2, 2), Spaces.points(2, 2), 4);
    assertEquals(Set.of("image/svg+xml", "image/png", "text/plain"), Renderers.render(k).keySet());
    assertTrue(Renderers.shownWidth(k, Renderers.render(k)) > 50);
    assertEquals(k.toString(), Renderers.render(k).get("text/plain"));
  }

  /** A picture that makes no PNG is still a picture. */
  @Test
  void anSvgWithoutAPngStays() {
    for (String size : List.of("width='0' height='0'", "width='30000' height='30000'", "no")) {
      String svg = "<svg xmlns='http://www.w3.org/2000/svg' " + size + "></svg>";
      Displayed value = () -> Map.of("image/svg+xml", size.equals("no") ? "none" : svg);
      assertEquals(Set.of("image/svg+xml", "text/plain"), Renderers.render(value).keySet(), size);
    }
  }

  @Test
  void everythingElseIsText() {
    assertEquals(Map.of("text/plain", "null"), Renderers.render(null));
    assertEquals(Map.of("text/plain", "[1]"), Renderers.render(List.of(1)));
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
