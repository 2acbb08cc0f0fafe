package crier.alert.wording;

import crier.alert.Message;
import crier.model.Alert;
import crier.model.Cut;
import crier.model.Finding;
import crier.model.Published;
import crier.model.Site;
import crier.store.Alerts;
import java.net.IDN;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that every channel uses alike: dates, subjects, the two times of a finding. */
public final class Wording {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMMM d, uuuu, h:mm a z", Locale.US);

  private Wording() {}

  /** {@code June 8, 2026, 2:05 PM EDT}. */
  public static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  /** The day, or the time where the source gives one; says so when it gives none. */
  public static String published(@Nullable Published published, ZoneId zone) {
    if (published == null) {
      return "date not given";
    }
    return published.time() == null ? DAY.format(published.day()) : time(published.time(), zone);
  }

  /** What happened, for a subject line: {@code [irs-ice] Stay lifted: …}. */
  public static String subject(Message message) {
    Alert alert = message.first().alert();
    String prefix =
        switch (alert.kind()) {
          case ALERT, DUE -> alert.story() == null ? "" : "[" + alert.story() + "] ";
          case NOTICE -> "[" + message.site().name() + " operator] ";
          case TEST -> "[" + message.site().name() + " test] ";
          case CONFIRM, REMINDER, KEY -> "";
        };
    int more = message.tellings().size() - 1;
    return prefix + alert.subject() + (more == 0 ? "" : " and %d more".formatted(more));
  }

  /**
   * Text from outside, made harmless to read: no control characters but line breaks and tabs, and
   * none of the marks that make text run the other way or hide in it.
   */
  public static String plain(String text) {
    if (text.chars().allMatch(sign -> sign >= ' ' && sign <= '~')) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(sign -> {
          if (sign == '\n' || sign == '\t') {
            plain.append((char) sign);
          } else if (sign == 0x2028 || sign == 0x2029 || sign == 0x85) {
            plain.append('\n');
          } else if (Character.isISOControl(sign)) {
            if (sign != '\r') {
              plain.append(' ');
            }
          } else if (Character.getType(sign) == Character.SURROGATE) {
            plain.append('\uFFFD');
          } else if (!hides(sign)) {
            plain.appendCodePoint(sign);
          }
        });
    return plain.toString();
  }

  /** Format characters; those that join letters and emoji stay. */
  private static boolean hides(int sign) {
    return Character.getType(sign) == Character.FORMAT && sign != 0x200C && sign != 0x200D;
  }

  /** The same on one line. */
  public static String line(String text) {
    return plain(text).replaceAll("\\s+", " ").strip();
  }

  /** At most so many characters, never through a pair of surrogates. */
  public static String cut(String text, int most) {
    return Cut.shown(text, most);
  }

  /** An address that a reader may follow, or null: nothing but http and https, and no spaces. */
  public static @Nullable String webAddress(@Nullable String address) {
    boolean web =
        address != null
            && (address.startsWith("https://") || address.startsWith("http://"))
            && address.length() <= 2_000
            && address.chars().noneMatch(sign -> sign <= ' ' || sign == 0x7f);
    return web ? address : null;
  }

  /** Whose address it is, as a browser would ask for it: no look-alike letters. */
  public static String host(String address) {
    int start = address.indexOf("//") + 2;
    int end = start;
    while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String host = address.substring(start, end);
    host = host.substring(host.lastIndexOf('@') + 1);
    if (host.chars().allMatch(sign -> sign >= ' ' && sign <= '~')) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /**
   * The alert with the places where each of its findings was seen, when they are several: {@code
   * CourtListener's docket, June 8, 2026, 2:05 PM EDT}.
   *
   * @param seenAt the earliest first
   */
  public static Alert withPlaces(Alert alert, List<Alerts.SeenAt> seenAt, Site site) {
    if (seenAt.isEmpty()) {
      return alert;
    }
    return alert.with(
        alert.findings().stream().map(finding -> withPlaces(finding, seenAt, site)).toList());
  }

  private static Finding withPlaces(Finding finding, List<Alerts.SeenAt> seenAt, Site site) {
    Map<String, Instant> first = new LinkedHashMap<>();
    seenAt.stream()
        .filter(seen -> seen.key().equals(finding.key()))
        .forEach(seen -> first.putIfAbsent(seen.place(), seen.at()));
    if (first.size() < 2) {
      return finding;
    }
    return new Finding(
        finding.key(),
        finding.events(),
        finding.significance(),
        finding.because(),
        finding.headline(),
        finding.title(),
        finding.link(),
        finding.published(),
        finding.quote(),
        finding.before(),
        finding.after(),
        finding.questions(),
        first.entrySet().stream()
            .map(seen -> seen.getKey() + ", " + time(seen.getValue(), site.zone()))
            .toList(),
        finding.follows(),
        finding.proof(),
        finding.speaker());
  }
}
