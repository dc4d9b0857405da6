package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;

/**
 * Resampling of images (rows, channels, height, width). Places in an image are (x, y), x along the
 * width, from −1 to 1. With {@code corners} the ends −1 and 1 are the centres of the outermost
 * pixels, else the outer edges of the image.
 */
public final class Images {

  /** How a value between pixels is found. */
  public enum Filter {
    /** From the four pixels around it, linearly in each direction. */
    BILINEAR,
    /** From the nearest pixel, halves to even. */
    NEAREST
  }

  /** What lies outside an image. */
  public enum Outside {
    /** Zeros. */
    ZEROS,
    /** The nearest pixel of the border. */
    BORDER
  }

  private Images() {}

  private static void image(Tensor x) {
    TorchScript.needFloating(x);
    TorchScript.need(x.rank() == 4, "needs (rows, channels, height, width), not " + x);
  }

  /** The image's values at the places of a grid (rows, h, w, 2): (rows, channels, h, w). */
  public static Tensor gridSample(
      Tensor x, Tensor grid, Filter filter, Outside outside, boolean corners) {
    image(x);
    TorchScript.sameType(x, grid);
    TorchScript.need(
        grid.rank() == 4 && grid.size(0) == x.size(0) && grid.size(3) == 2,
        "needs a grid (" + x.size(0) + ", h, w, 2) for " + x + ", not " + grid);
    TorchScript.need(x.size(2) > 0 && x.size(3) > 0, x + " is empty");
    Shape s = x.shape().with(2, grid.size(1)).with(3, grid.size(2));
    int nearest = filter == Filter.NEAREST ? 1 : 0;
    int border = outside == Outside.BORDER ? 1 : 0;
    String text = call("grid_sampler", "%0", "%1", nearest, border, corners);
    return Node.pure(text, s, x.dtype(), x, grid);
  }

  /**
   * For affine maps (rows, 2, 3) the places A (x, y, 1)ᵀ of all pixels (x, y) of an h × w image:
   * (rows, h, w, 2). Sampled there, an image appears moved by the inverse of the map.
   */
  public static Tensor affineGrid(Tensor maps, long height, long width, boolean corners) {
    TorchScript.needFloating(maps);
    TorchScript.need(
        maps.rank() == 3 && maps.size(1) == 2 && maps.size(2) == 3,
        "needs maps (rows, 2, 3), not " + maps);
    TorchScript.need(height >= 1 && width >= 1, height + " × " + width + " is no image");
    Shape image = Shape.of(maps.size(0), 1, height, width);
    return Node.pure(
        call("affine_grid_generator", "%0", image, corners),
        Shape.of(maps.size(0), height, width, 2),
        maps.dtype(),
        maps);
  }

  /**
   * The image with another height and width, bilinearly; outside is the nearest pixel. Made smaller
   * it is not smoothed first.
   */
  public static Tensor resize(Tensor x, long height, long width, boolean corners) {
    image(x);
    TorchScript.need(
        height >= 1 && width >= 1 && x.size(2) > 0 && x.size(3) > 0,
        x + " does not resize to " + height + " × " + width);
    Shape size = Shape.of(height, width);
    return Node.pure(
        call("upsample_bilinear2d", "%0", size, corners, "None, None"),
        x.shape().slice(0, 2).then(size),
        x.dtype(),
        x);
  }
}
