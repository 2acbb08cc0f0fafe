package crier.alert.sending;

import crier.alert.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels there are, by the name of their type. */
public final class Channels {

  private final Map<String, Channel> byType = new LinkedHashMap<>();

  public Channels(List<Channel> channels) {
    channels.forEach(channel -> byType.put(channel.type(), channel));
  }

  public Optional<Channel> of(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  public Set<String> types() {
    return byType.keySet();
  }
}
