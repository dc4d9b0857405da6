package org.symm.certificates;

import java.util.Comparator;
import java.util.List;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.tensor.DType;

/**
 * How a certificate is made: on which inputs and group elements, with how many samples, at which
 * false-alarm rate. A value: {@code protocol().samples(400).alpha(0.01)}.
 *
 * @param inputs points of the domain, one array for each part, rows first; none for random ones
 *     (standard normal numbers, random labels, sampled group elements)
 * @param elements elements of the whole group to test besides the random ones of its factors, one
 *     array for each part, rows first; none for no such test
 * @param factors the factors of the group to test; none for all
 * @param precisions the element types to test in; float64 goes first
 * @param points inputs for a function; given inputs are repeated, with other group elements, up to
 *     this number
 * @param lawPoints inputs for a stochastic kernel, likewise
 * @param samples outputs drawn on each side for each input of a stochastic kernel
 * @param alpha probability that the certificate of a correct stochastic kernel fails
 * @param classes random labels are 0 … classes − 1
 * @param symmetric whether a domain with clouds of three or more points that the group turns is
 *     also tried on symmetric ones (regular polygons, pairs ±p, simplices, points on a line), in a
 *     line {@code symmetric}; not if inputs are given. A model whose Γ excludes them: {@link
 *     #generic}
 */
public record Protocol(
    List<Array> inputs,
    List<Array> elements,
    List<Group> factors,
    List<DType> precisions,
    int points,
    int lawPoints,
    int samples,
    double alpha,
    int classes,
    boolean symmetric) {

  /** The smallest false-alarm rate, for which memory and minutes do. */
  private static final double LEAST = 1e-5;

  /** Checks the numbers. */
  public Protocol {
    inputs = List.copyOf(inputs);
    elements = List.copyOf(elements);
    factors = List.copyOf(factors);
    precisions = precisions.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    demand(points >= 1 && lawPoints >= 1, "at least one input");
    demand(samples >= 2, "at least two samples");
    demand(
        alpha >= LEAST && alpha < 1,
        "a false-alarm rate from 1e-5 to below 1, not "
            + alpha
            + ": a permutation test at the rate α needs 1/α relabellings. For less, demand that two"
            + " certificates of different seeds both fail");
    demand(classes >= 1, "at least one class of labels");
    demand(
        !precisions.isEmpty()
            && precisions.stream().allMatch(d -> d == DType.FLOAT64 || d == DType.FLOAT32),
        "float64 or float32, not " + precisions);
  }

  private static void demand(boolean holds, String what) {
    Refused.unless(holds, "a certificate needs %s.", what);
  }

  /**
   * 192 random inputs for a function; 8 inputs with 128 samples on each side and a false-alarm rate
   * of 0.001 for a stochastic kernel; float64 and float32.
   */
  public static Protocol protocol() {
    var both = List.of(DType.FLOAT64, DType.FLOAT32);
    return new Protocol(List.of(), List.of(), List.of(), both, 192, 8, 128, 1e-3, 2, true);
  }

  /** The same on given inputs, one array for each part of the domain, rows first. */
  public Protocol inputs(Array... x) {
    return new Protocol(
        List.of(x),
        elements,
        factors,
        precisions,
        points,
        lawPoints,
        samples,
        alpha,
        classes,
        symmetric);
  }

  /** The same with given elements of the whole group besides, one array for each of its parts. */
  public Protocol elements(Array... g) {
    return new Protocol(
        inputs,
        List.of(g),
        factors,
        precisions,
        points,
        lawPoints,
        samples,
        alpha,
        classes,
        symmetric);
  }

  /** The same for some factors of the group only. */
  public Protocol factors(Group... only) {
    return new Protocol(
        inputs,
        elements,
        List.of(only),
        precisions,
        points,
        lawPoints,
        samples,
        alpha,
        classes,
        symmetric);
  }

  /** The same in some element types only. */
  public Protocol precisions(DType... only) {
    return new Protocol(
        inputs,
        elements,
        factors,
        List.of(only),
        points,
        lawPoints,
        samples,
        alpha,
        classes,
        symmetric);
  }

  /** The same with so many inputs, for a function and for a stochastic kernel. */
  public Protocol points(int n) {
    return new Protocol(
        inputs, elements, factors, precisions, n, n, samples, alpha, classes, symmetric);
  }

  /** The same with so many samples for each input. */
  public Protocol samples(int n) {
    return new Protocol(
        inputs, elements, factors, precisions, points, lawPoints, n, alpha, classes, symmetric);
  }

  /** The same at another false-alarm rate. */
  public Protocol alpha(double rate) {
    return new Protocol(
        inputs,
        elements,
        factors,
        precisions,
        points,
        lawPoints,
        samples,
        rate,
        classes,
        symmetric);
  }

  /** The same with random labels 0 … n − 1. */
  public Protocol classes(int n) {
    return new Protocol(
        inputs, elements, factors, precisions, points, lawPoints, samples, alpha, n, symmetric);
  }

  /** The same on random inputs alone, without symmetric clouds. */
  public Protocol generic() {
    return new Protocol(
        inputs, elements, factors, precisions, points, lawPoints, samples, alpha, classes, false);
  }
}
