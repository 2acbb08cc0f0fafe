package crier.alert;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code operator} of the configuration.
 *
 * @param destinations ids of the destinations that hear about the machine itself
 * @param heartbeat asked for as long as all is well, or null; a secret
 * @param every how often
 * @param diskFree bytes; less than that is told
 */
public record OperatorSettings(
    List<String> destinations, @Nullable URI heartbeat, Duration every, long diskFree) {

  public OperatorSettings {
    destinations = List.copyOf(destinations);
  }

  /** Never shows the heartbeat's address: who knows it can make a dead daemon look alive. */
  @Override
  public String toString() {
    return "OperatorSettings" + destinations;
  }
}
