package org.symm.display;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One state of a loop: {@code done} of {@code total} steps after {@code seconds}, with a remark
 * such as the current loss. The remaining time is estimated as {@code seconds · (total − done) /
 * done}.
 */
public record ProgressBar(
    String label, int done, int total, double seconds, String note, boolean stopped)
    implements Displayed {

  @Override
  public Map<String, String> display() {
    return Map.of(
        "text/html",
        String.format(
            Locale.ROOT,
            "<div class=\"symm-progress\" style=\"font-variant-numeric:tabular-nums\">"
                + "<progress value=\"%d\" max=\"%d\" style=\"width:240px;vertical-align:middle\">"
                + "</progress> %s <span class=\"symm-time\">%s</span></div>",
            total == 0 ? 1 : done,
            Math.max(1, total),
            Html.escape(note.isEmpty() ? steps() : steps() + "  " + note),
            time()));
  }

  /** One line: label, steps, the time while there is work left, and the remark. */
  @Override
  public String toString() {
    return Stream.of(steps(), done < total ? time() : "", note)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining("  "));
  }

  private String steps() {
    return label + " " + done + "/" + total + (stopped ? " stopped" : "");
  }

  private String time() {
    if (stopped || done == total) {
      return "in " + duration(seconds);
    }
    return done == 0 ? "" : duration(seconds * (total - done) / done) + " left";
  }

  /** A duration as a person says it: 0.4 s, 12 s, 3 min 05 s, 2 h 10 min. */
  public static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    return s < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
  }
}
