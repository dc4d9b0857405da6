package org.symm.tensor;

import java.util.Arrays;
import org.symm.tensor.Images.Filter;
import org.symm.tensor.Images.Outside;

/** Convolutions, pooling and resampling by their sums. */
final class ImageCases {

  private final Case.Table table = new Case.Table();

  private ImageCases() {}

  static Case.Table cases() {
    var c = new ImageCases();
    c.convolutions();
    c.pooling();
    c.sampling();
    c.grids();
    return c.table;
  }

  /** The number at an index, or something else outside. */
  private static double at(Dense x, double outside, int... i) {
    for (int a = 0; a < i.length; a++) {
      if (i[a] < 0 || i[a] >= x.size(a)) {
        return outside;
      }
    }
    return x.at(i);
  }

  /** Over three axes; those of size 1 in the kernel are not moved along. */
  private static Dense conv(Dense x, Dense w, int stride, int padding, int groups) {
    int[] s = x.shape().clone();
    int[] step = new int[5];
    int[] pad = new int[5];
    s[1] = w.size(0);
    for (int a = 2; a < 5; a++) {
      boolean there = x.size(a) > 1;
      step[a] = there ? stride : 1;
      pad[a] = there ? padding : 0;
      s[a] = (x.size(a) + 2 * pad[a] - w.size(a)) / step[a] + 1;
    }
    int channels = w.size(1);
    return Dense.build(
        s,
        i -> {
          int first = i[1] / (w.size(0) / groups) * channels;
          double sum = 0;
          for (int c = 0; c < channels; c++) {
            for (int p = 0; p < w.size(2); p++) {
              for (int q = 0; q < w.size(3); q++) {
                for (int r = 0; r < w.size(4); r++) {
                  sum +=
                      w.at(i[1], c, p, q, r)
                          * at(
                              x,
                              0,
                              i[0],
                              first + c,
                              i[2] * step[2] + p - pad[2],
                              i[3] * step[3] + q - pad[3],
                              i[4] * step[4] + r - pad[4]);
                }
              }
            }
          }
          return sum;
        });
  }

  /** With axes of size 1 put before the last ones, up to five axes. */
  private static Dense five(Dense x) {
    int[] s = {x.size(0), x.size(1), 1, 1, 1};
    for (int a = 2; a < x.shape().length; a++) {
      s[a + 5 - x.shape().length] = x.size(a);
    }
    return x.reshape(s);
  }

  private static Dense back(Dense y, int rank) {
    int[] s = new int[rank];
    s[0] = y.size(0);
    s[1] = y.size(1);
    for (int a = 2; a < rank; a++) {
      s[a] = y.size(a + 5 - rank);
    }
    return y.reshape(s);
  }

  private void convolutions() {
    int[][] settings = {{1, 0, 1}, {2, 1, 1}, {1, 2, 2}, {3, 0, 2}};
    int[][] sizes = {{5}, {5, 4}, {4, 3, 5}};
    int[][] windows = {{3}, {3, 2}, {2, 3, 2}};
    for (int axes = 1; axes <= 3; axes++) {
      for (int[] s : settings) {
        Dense x = Dense.random(101, -1, 1, join(2, 4, sizes[axes - 1]));
        Dense w = Dense.random(102, -1, 1, join(6, 4 / s[2], windows[axes - 1]));
        int n = axes;
        Case.Single f =
            (t, d) ->
                n == 1
                    ? Convolution.conv1d(t[0], t[1], s[0], s[1], s[2])
                    : n == 2
                        ? Convolution.conv2d(t[0], t[1], s[0], s[1], s[2])
                        : Convolution.conv3d(t[0], t[1], s[0], s[1], s[2]);
        table.smooth(
            "Convolution.conv" + n + "d(Tensor, Tensor, long, long, long)  " + Arrays.toString(s),
            f,
            t -> back(conv(five(x), five(w), s[0], s[1], s[2]), n + 2),
            x,
            w);
      }
    }
    for (int[] s : new int[][] {{1, 0, 1}, {2, 1, 1}, {3, 1, 2}}) {
      Dense x = Dense.random(103, -1, 1, 2, 4, 3, 2);
      Dense w = Dense.random(104, -1, 1, 4, 3, 3, 4);
      table.smooth(
          "Convolution.convTranspose2d(Tensor, Tensor, long, long, long)  " + Arrays.toString(s),
          (t, d) -> Convolution.convTranspose2d(t[0], t[1], s[0], s[1], s[2]),
          t -> transposed(x, w, s[0], s[1], s[2]),
          x,
          w);
    }
  }

  private static int[] join(int a, int b, int... rest) {
    int[] s = new int[rest.length + 2];
    s[0] = a;
    s[1] = b;
    System.arraycopy(rest, 0, s, 2, rest.length);
    return s;
  }

  private static Dense transposed(Dense x, Dense w, int stride, int padding, int groups) {
    int out = w.size(1);
    int in = w.size(0) / groups;
    int h = (x.size(2) - 1) * stride - 2 * padding + w.size(2);
    int v = (x.size(3) - 1) * stride - 2 * padding + w.size(3);
    return Dense.build(
        new int[] {x.size(0), out * groups, h, v},
        i -> {
          int g = i[1] / out;
          double sum = 0;
          for (int c = 0; c < in; c++) {
            for (int p = 0; p < x.size(2); p++) {
              for (int q = 0; q < x.size(3); q++) {
                int r = i[2] + padding - stride * p;
                int u = i[3] + padding - stride * q;
                sum += x.at(i[0], g * in + c, p, q) * at(w, 0, g * in + c, i[1] % out, r, u);
              }
            }
          }
          return sum;
        });
  }

  private void pooling() {
    Dense x = Dense.random(105, -1, 1, 2, 2, 5, 4);
    for (int[] s : new int[][] {{2, 2, 0}, {3, 1, 1}, {3, 2, 1}}) {
      int[] shape = {2, 2, (5 + 2 * s[2] - s[0]) / s[1] + 1, (4 + 2 * s[2] - s[0]) / s[1] + 1};
      String set = "(Tensor, long, long, long)  " + Arrays.toString(s);
      table.smooth(
          "Convolution.maxPool2d" + set,
          (t, d) -> Convolution.maxPool2d(t[0], s[0], s[1], s[2]),
          t ->
              Dense.build(
                  shape, i -> window(x, i, s, Double.NEGATIVE_INFINITY).max().getAsDouble()),
          x);
      table.smooth(
          "Convolution.averagePool2d" + set,
          (t, d) -> Convolution.averagePool2d(t[0], s[0], s[1], s[2]),
          t -> Dense.build(shape, i -> window(x, i, s, 0).sum() / (s[0] * s[0])),
          x);
    }
  }

  private static java.util.stream.DoubleStream window(Dense x, int[] i, int[] s, double outside) {
    double[] all = new double[s[0] * s[0]];
    for (int k = 0; k < all.length; k++) {
      all[k] =
          at(x, outside, i[0], i[1], i[2] * s[1] - s[2] + k / s[0], i[3] * s[1] - s[2] + k % s[0]);
    }
    return Arrays.stream(all);
  }

  /** From −1 … 1 to pixels 0 … n − 1. */
  private static double pixel(double x, int n, boolean corners) {
    return corners ? (x + 1) / 2 * (n - 1) : ((x + 1) * n - 1) / 2;
  }

  private static double sample(
      Dense x, int row, int channel, double px, double py, boolean border) {
    int h = x.size(2);
    int w = x.size(3);
    double u = border ? Math.max(0, Math.min(w - 1, px)) : px;
    double v = border ? Math.max(0, Math.min(h - 1, py)) : py;
    int i = (int) Math.floor(u);
    int j = (int) Math.floor(v);
    double sum = 0;
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        double weight = (a == 0 ? i + 1 - u : u - i) * (b == 0 ? j + 1 - v : v - j);
        sum += weight * at(x, 0, row, channel, j + b, i + a);
      }
    }
    return sum;
  }

  private void sampling() {
    Dense x = Dense.random(106, -1, 1, 2, 3, 4, 5);
    Dense grid = Dense.random(107, -1.3, 1.3, 2, 3, 2, 2);
    for (boolean corners : new boolean[] {false, true}) {
      for (Outside outside : Outside.values()) {
        String op =
            "Images.gridSample(Tensor, Tensor, Filter, Outside, boolean)  " + outside + corners;
        boolean border = outside == Outside.BORDER;
        table.smooth(
            op,
            (t, d) -> Images.gridSample(t[0], t[1], Filter.BILINEAR, outside, corners),
            t ->
                Dense.build(
                    new int[] {2, 3, 3, 2},
                    i ->
                        sample(
                            x,
                            i[0],
                            i[1],
                            pixel(grid.at(i[0], i[2], i[3], 0), 5, corners),
                            pixel(grid.at(i[0], i[2], i[3], 1), 4, corners),
                            border)),
            x,
            grid);
        table.smooth(
            op + " nearest",
            (t, d) -> Images.gridSample(t[0], t[1], Filter.NEAREST, outside, corners),
            t ->
                Dense.build(
                    new int[] {2, 3, 3, 2},
                    i ->
                        nearest(
                            x,
                            i[0],
                            i[1],
                            pixel(grid.at(i[0], i[2], i[3], 0), 5, corners),
                            pixel(grid.at(i[0], i[2], i[3], 1), 4, corners),
                            border)),
            x,
            grid);
      }
    }
  }

  private static double nearest(
      Dense x, int row, int channel, double px, double py, boolean border) {
    double u = border ? Math.max(0, Math.min(x.size(3) - 1, px)) : px;
    double v = border ? Math.max(0, Math.min(x.size(2) - 1, py)) : py;
    return at(x, 0, row, channel, (int) Math.rint(v), (int) Math.rint(u));
  }

  private static double place(int i, int n, boolean corners) {
    return corners ? (n == 1 ? 0 : 2.0 * i / (n - 1) - 1) : (2.0 * i + 1) / n - 1;
  }

  private void grids() {
    Dense maps = Dense.random(108, -1, 1, 2, 2, 3);
    Dense x = Dense.random(109, -1, 1, 2, 3, 4, 5);
    for (boolean corners : new boolean[] {false, true}) {
      table.smooth(
          "Images.affineGrid(Tensor, long, long, boolean)  " + corners,
          (t, d) -> Images.affineGrid(t[0], 3, 4, corners),
          t ->
              Dense.build(
                  new int[] {2, 3, 4, 2},
                  i ->
                      maps.at(i[0], i[3], 0) * place(i[2], 4, corners)
                          + maps.at(i[0], i[3], 1) * place(i[1], 3, corners)
                          + maps.at(i[0], i[3], 2)),
          maps);
      for (int[] s : new int[][] {{7, 9}, {2, 3}, {1, 1}}) {
        table.smooth(
            "Images.resize(Tensor, long, long, boolean)  " + Arrays.toString(s) + corners,
            (t, d) -> Images.resize(t[0], s[0], s[1], corners),
            t ->
                Dense.build(
                    new int[] {2, 3, s[0], s[1]},
                    i ->
                        sample(
                            x,
                            i[0],
                            i[1],
                            source(i[3], s[1], 5, corners),
                            source(i[2], s[0], 4, corners),
                            true)),
            x);
      }
    }
  }

  /** The place in n pixels that pixel i of m comes from. */
  private static double source(int i, int m, int n, boolean corners) {
    return corners ? (m == 1 ? 0 : i * (n - 1.0) / (m - 1)) : (i + 0.5) * n / m - 0.5;
  }
}
