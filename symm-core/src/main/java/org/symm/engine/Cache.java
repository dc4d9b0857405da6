package org.symm.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The values used last, each made when it is first asked for: compiled programs of many shapes. */
public final class Cache<K, V> {

  private final Map<K, V> values;

  /** Forgets the value not used for longest when there are more than so many. */
  public Cache(int kept) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> e) {
            return size() > kept;
          }
        };
  }

  /** The value of a key; made if there is none, while others wait. */
  public synchronized V get(K key, Supplier<V> make) {
    V found = values.get(key);
    if (found == null) {
      found = make.get();
      values.put(key, found);
    }
    return found;
  }
}
