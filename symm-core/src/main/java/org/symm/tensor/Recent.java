package org.symm.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries used last, for compiled programs of many shapes. */
public final class Recent {

  private Recent() {}

  /** A map that forgets the entry not used for longest when it has more than so many. */
  public static <K, V> Map<K, V> map(int kept) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> e) {
        return size() > kept;
      }
    };
  }
}
