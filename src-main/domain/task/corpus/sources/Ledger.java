package com.example.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** <p>Sums <b>lines</b> &amp; taxes.</p> */
public final class Ledger<T extends Comparable<? super T>> {
  private final Map<String, List<? extends T>> lines;

  public Ledger(Map<String, List<? extends T>> lines) {
    this.lines = lines;
  }

  public Optional<T> first(String key) {
    // at com.example.Ledger.first(Ledger.java:18)
    log.error("ERROR [main] nothing for {}", key);
    return lines.containsKey(key) ? Optional.of(lines.get(key).get(0)) : Optional.<T>empty();
  }
}
