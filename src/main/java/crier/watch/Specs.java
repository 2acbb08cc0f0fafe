package crier.watch;

import crier.model.Watch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hashes of source descriptions: another hash makes what is known of a page void, since what
 * another selector reads is no change of the page. How it is fetched does not count.
 */
final class Specs {

  private static final Set<String> TRANSPORT =
      Set.of("headers", "http1", "robots", "render", "render-wait", "validators", "follow");

  private Specs() {}

  static Map<String, String> hashes(Collection<Watch> watches) {
    Map<String, String> hashes = new HashMap<>();
    watches.forEach(watch -> hashes.put(watch.id(), hash(watch)));
    return hashes;
  }

  private static String hash(Watch watch) {
    SortedMap<String, Object> options = new TreeMap<>(watch.source().options());
    options.keySet().removeAll(TRANSPORT);
    // Plain maps print in another order in every process.
    options.replaceAll((_, value) -> value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
    String described = watch.source().type() + options;
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(described.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
