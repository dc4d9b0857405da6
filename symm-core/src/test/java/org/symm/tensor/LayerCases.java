package org.symm.tensor;

import java.util.Arrays;

/** Norms, attention and Fourier transforms by their formulas. */
final class LayerCases {

  private static final double EPSILON = 1e-5;

  private final Case.Table table = new Case.Table();

  private LayerCases() {}

  static Case.Table cases() {
    var c = new LayerCases();
    c.norms();
    c.attention();
    c.fourier();
    return c.table;
  }

  private static double[] standardised(double[] r) {
    double m = ReductionCases.mean(r);
    double v = Arrays.stream(r).map(a -> (a - m) * (a - m)).sum() / r.length;
    return Arrays.stream(r).map(a -> (a - m) / Math.sqrt(v + EPSILON)).toArray();
  }

  private static double[] divided(double[] r) {
    double s = Arrays.stream(r).map(a -> a * a).sum() / r.length;
    return Arrays.stream(r).map(a -> a / Math.sqrt(s + EPSILON)).toArray();
  }

  private void norms() {
    Dense x = Dense.random(81, -1, 1, 2, 3, 4);
    Dense scale = Dense.random(82, 0.5, 1.5, 4);
    Dense shift = Dense.random(83, -1, 1, 4);
    table.smooth(
        "Layers.layerNorm(Tensor, Tensor, Tensor, double)",
        (t, d) -> Layers.layerNorm(t[0], t[1], t[2], EPSILON),
        t ->
            x.along(-1, LayerCases::standardised)
                .zip(scale, (a, b) -> a * b)
                .zip(shift, Double::sum),
        x,
        scale,
        shift);
    table.smooth(
        "Layers.rmsNorm(Tensor, Tensor, double)",
        (t, d) -> Layers.rmsNorm(t[0], t[1], EPSILON),
        t -> x.along(-1, LayerCases::divided).zip(scale, (a, b) -> a * b),
        x,
        scale);
    for (int[] s : new int[][] {{2, 4, 3}, {2, 4}, {2, 4, 2, 3}}) {
      for (int groups : new int[] {1, 2, 4}) {
        if (s.length == 2 && groups == 4) {
          continue; // one element a group has no variance
        }
        Dense y = Dense.random(84, -1, 1, s);
        int[] column = new int[s.length - 1];
        Arrays.fill(column, 1);
        column[0] = 4;
        int rest = y.data().length / 8;
        table.smooth(
            "Layers.groupNorm(Tensor, long, Tensor, Tensor, double)  "
                + Arrays.toString(s)
                + groups,
            (t, d) -> Layers.groupNorm(t[0], groups, t[1], t[2], EPSILON),
            t ->
                y.reshape(2, groups, 4 / groups * rest)
                    .along(-1, LayerCases::standardised)
                    .reshape(s)
                    .zip(scale.reshape(column), (a, b) -> a * b)
                    .zip(shift.reshape(column), Double::sum),
            y,
            scale,
            shift);
      }
    }
  }

  /** softmax(Q Kᵀ/√d + mask) V, a mask of −∞ meaning unseen. */
  private static Dense attended(Dense q, Dense k, Dense v, Dense mask) {
    int[] s = q.shape().clone();
    s[s.length - 1] = k.size(-2);
    int r = s.length;
    Dense scores =
        Dense.build(
            s,
            i -> {
              double sum = 0;
              for (int e = 0; e < q.size(-1); e++) {
                int[] iq = i.clone();
                int[] ik = i.clone();
                iq[r - 1] = e;
                ik[r - 2] = i[r - 1];
                ik[r - 1] = e;
                sum += q.at(iq) * k.at(ik);
              }
              return sum / Math.sqrt(q.size(-1));
            });
    return ProductCases.product(scores.zip(mask, Double::sum).along(-1, LayerCases::seen), v);
  }

  private static double[] seen(double[] row) {
    double max = Arrays.stream(row).max().getAsDouble();
    return max == Double.NEGATIVE_INFINITY
        ? new double[row.length]
        : ReductionCases.normalised(Arrays.stream(row).map(a -> Math.exp(a - max)).toArray());
  }

  private void attention() {
    Dense q = Dense.random(85, -1, 1, 2, 3, 4);
    Dense k = Dense.random(86, -1, 1, 2, 5, 4);
    Dense v = Dense.random(87, -1, 1, 2, 5, 2);
    Dense none = Dense.number(0);
    table.smooth(
        "Layers.attention(Tensor, Tensor, Tensor)",
        (t, d) -> Layers.attention(t[0], t[1], t[2]),
        t -> attended(q, k, v, none),
        q,
        k,
        v);
    Dense q4 = Dense.random(88, -1, 1, 2, 2, 3, 4);
    Dense k4 = Dense.random(89, -1, 1, 2, 2, 5, 4);
    Dense v4 = Dense.random(90, -1, 1, 2, 2, 5, 4);
    table.smooth(
        "Layers.attention(Tensor, Tensor, Tensor)  with heads",
        (t, d) -> Layers.attention(t[0], t[1], t[2]),
        t -> attended(q4, k4, v4, none),
        q4,
        k4,
        v4);
    String masked = "Layers.attention(Tensor, Tensor, Tensor, Tensor)  ";
    Dense added = Dense.random(91, -2, 2, 3, 5);
    table.smooth(
        masked + "added",
        (t, d) -> Layers.attention(t[0], t[1], t[2], t[3]),
        t -> attended(q, k, v, added),
        q,
        k,
        v,
        added);
    table.smooth(
        masked + "added, with heads",
        (t, d) -> Layers.attention(t[0], t[1], t[2], t[3]),
        t -> attended(q4, k4, v4, added),
        q4,
        k4,
        v4,
        added);
    Dense bool = Dense.bools(new double[] {1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0}, 3, 5);
    Dense unseen = bool.as('f').map(b -> b != 0 ? 0 : Double.NEGATIVE_INFINITY);
    table.smooth(
        masked + "bool, one query sees nothing",
        (t, d) -> Layers.attention(t[0], t[1], t[2], t[3]),
        t -> attended(q, k, v, unseen),
        q,
        k,
        v,
        bool);
    table.smooth(
        masked + "bool, with heads",
        (t, d) -> Layers.attention(t[0], t[1], t[2], t[3]),
        t -> attended(q4, k4, v4, unseen),
        q4,
        k4,
        v4,
        bool);
    Dense row = Dense.bools(new double[] {1, 0, 1, 0, 1, 1, 1, 1, 1, 0}, 2, 1, 5);
    table.smooth(
        masked + "bool, one row for all queries",
        (t, d) -> Layers.attention(t[0], t[1], t[2], t[3]),
        t -> attended(q, k, v, row.as('f').map(b -> b != 0 ? 0 : Double.NEGATIVE_INFINITY)),
        q,
        k,
        v,
        row);
  }

  /** Real (part 0) or imaginary part of Σ z_n e^(∓2πi k n/N) along an axis of (real, imaginary). */
  private static Dense transform(
      Dense re, Dense im, int axis, double sign, double divide, int count) {
    int n = re.size(axis);
    int[] s = re.shape().clone();
    int a = axis < 0 ? axis + s.length : axis;
    s[a] = count;
    int[] both = new int[s.length + 1];
    both[0] = 2;
    System.arraycopy(s, 0, both, 1, s.length);
    return Dense.build(
        both,
        i -> {
          int[] at = Arrays.copyOfRange(i, 1, i.length);
          int k = at[a];
          double sum = 0;
          for (int j = 0; j < n; j++) {
            at[a] = j;
            double w = sign * 2 * Math.PI * k * j / n;
            sum +=
                i[0] == 0
                    ? re.at(at) * Math.cos(w) - im.at(at) * Math.sin(w)
                    : re.at(at) * Math.sin(w) + im.at(at) * Math.cos(w);
          }
          return sum / divide;
        });
  }

  private void fourier() {
    Dense re = Dense.random(92, -1, 1, 3, 5, 2);
    Dense im = Dense.random(93, -1, 1, 3, 5, 2);
    Dense zero = im.map(x -> 0);
    for (int axis : new int[] {0, 1, -1}) {
      int n = re.size(axis);
      table.smooth(
          "Fourier.fft(Tensor, int)  " + axis,
          (t, d) -> ElementCases.parts(Fourier.fft(t[0].complex(t[1]), axis)),
          t -> transform(re, im, axis, -1, 1, n),
          re,
          im);
      table.smooth(
          "Fourier.ifft(Tensor, int)  " + axis,
          (t, d) -> ElementCases.parts(Fourier.ifft(t[0].complex(t[1]), axis)),
          t -> transform(re, im, axis, 1, n, n),
          re,
          im);
      table.smooth(
          "Fourier.fft(Tensor, int)  of real numbers " + axis,
          (t, d) -> ElementCases.parts(Fourier.fft(t[0], axis)),
          t -> transform(re, zero, axis, -1, 1, n),
          re);
      table.smooth(
          "Fourier.rfft(Tensor, int)  " + axis,
          (t, d) -> ElementCases.parts(Fourier.rfft(t[0], axis)),
          t -> transform(re, zero, axis, -1, 1, n / 2 + 1),
          re);
      table.smooth(
          "Fourier.irfft(Tensor, long, int)  there and back " + axis,
          (t, d) -> Fourier.irfft(Fourier.rfft(t[0], axis), n, axis),
          t -> re,
          re);
    }
    Dense c = Dense.random(94, -1, 1, 3);
    Dense s = Dense.random(95, -1, 1, 3);
    for (int n : new int[] {4, 5}) {
      table.smooth(
          "Fourier.irfft(Tensor, long, int)  " + n,
          (t, d) -> Fourier.irfft(t[0].complex(t[1]), n, 0),
          t ->
              Dense.build(
                  new int[] {n},
                  i -> {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                      int m = Math.min(k, n - k);
                      boolean real = m == 0 || 2 * m == n; // these imaginary parts do not count
                      double w = 2 * Math.PI * i[0] * k / n;
                      double im2 = real ? 0 : (k == m ? 1 : -1) * s.at(m);
                      sum += c.at(m) * Math.cos(w) - im2 * Math.sin(w);
                    }
                    return sum / n;
                  }),
          c,
          s);
    }
  }
}
