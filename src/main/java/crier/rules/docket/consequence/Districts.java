package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Federal district and bankruptcy courts by the names that entries give them: "Southern District of
 * Florida", "N.D. Cal.", "Bankr. D. Minn.".
 */
final class Districts {

  private static final String STATES =
      """
      al alabama ala; ak alaska alaska; az arizona ariz; ar arkansas ark; ca california cal; co colorado colo;
      ct connecticut conn; de delaware del; fl florida fla; ga georgia ga; gu guam guam; hi hawaii haw; id idaho idaho;
      il illinois ill; in indiana ind; ia iowa iowa; ks kansas kan; ky kentucky ky; la louisiana la; me maine me;
      md maryland md; ma massachusetts mass; mi michigan mich; mn minnesota minn; ms mississippi miss; mo missouri mo;
      mt montana mont; ne nebraska neb; nv nevada nev; nh new_hampshire n.h; nj new_jersey n.j; nm new_mexico n.m;
      ny new_york n.y; nc north_carolina n.c; nd north_dakota n.d; oh ohio ohio; ok oklahoma okla; or oregon or;
      pa pennsylvania pa; pr puerto_rico p.r; ri rhode_island r.i; sc south_carolina s.c; sd south_dakota s.d;
      tn tennessee tenn; tx texas tex; ut utah utah; vt vermont vt; va virginia va; wa washington wash;
      wv west_virginia w._va; wi wisconsin wis; wy wyoming wyo\
      """;

  private static final Map<String, String> NAMES = new java.util.HashMap<>();
  private static final Pattern NAMED;
  private static final Pattern SHORT;

  static {
    StringBuilder names = new StringBuilder();
    StringBuilder shorts = new StringBuilder();
    for (String state : STATES.split(";", -1)) {
      String[] forms = state.strip().split(" ", -1);
      String name = forms[1].replace('_', ' ');
      String abbreviated = forms[2].replace('_', ' ');
      NAMES.put(name, forms[0]);
      NAMES.put(abbreviated.replaceAll("[. ]", ""), forms[0]);
      names.append(names.isEmpty() ? "" : "|").append(name.replace(" ", "\\s+"));
      shorts
          .append(shorts.isEmpty() ? "" : "|")
          .append(abbreviated.replace(".", "\\.\\s*").replace(" ", "\\s*"));
    }
    NAMED =
        Pattern.compile(
            "(?i)\\b(bankruptcy court for the )?(?:(northern|southern|eastern|western|middle|central) )?district of ("
                + names
                + ")\\b(?:,?\\s+(northern|southern|eastern|western|middle|central)\\b)?");
    SHORT =
        Pattern.compile("\\b(Bankr\\.\\s*)?(?:([NSEWMC])\\.\\s*)?D\\.\\s*((?i:" + shorts + "))\\b");
  }

  /**
   * A court that is named.
   *
   * @param id CourtListener's
   * @param end where its name ends
   */
  record Named(String id, int end) {}

  private Districts() {}

  /** The one that is named nearest to the end; null when none is. */
  static @Nullable Named last(String words) {
    Named last = null;
    for (Pattern form : new Pattern[] {NAMED, SHORT}) {
      Matcher matcher = form.matcher(words);
      while (matcher.find()) {
        if (last == null || matcher.end() > last.end()) {
          last = new Named(id(matcher), matcher.end());
        }
      }
    }
    return last;
  }

  private static String id(Matcher matcher) {
    String state = matcher.group(3).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    String code = NAMES.getOrDefault(state, NAMES.getOrDefault(state.replaceAll("[. ]", ""), ""));
    String behind = matcher.groupCount() > 3 ? matcher.group(4) : null; // "California Northern"
    String said = matcher.group(2) == null ? behind : matcher.group(2);
    String division = said == null ? "" : said.substring(0, 1);
    return code + division.toLowerCase(Locale.ROOT) + (matcher.group(1) == null ? "d" : "b");
  }
}
