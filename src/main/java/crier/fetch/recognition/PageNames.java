package crier.fetch.recognition;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a page calls itself.
 *
 * @param title its title and the parts of it, since sites add their own name, lower case
 * @param headings its first headings, lower case
 */
record PageNames(List<String> title, List<String> headings) {

  private static final Pattern BETWEEN = Pattern.compile(" +[|:–—·»«>-]+ +|: +| ?\\| ?");

  PageNames {
    title = List.copyOf(title);
    headings = List.copyOf(headings);
  }

  /** A pattern for a whole name. */
  static Pattern whole(String expression) {
    return Pattern.compile("^(?:" + expression + ")$");
  }

  static PageNames of(Markup markup) {
    List<String> title = new ArrayList<>();
    title.add(plain(markup.title()));
    for (String part : BETWEEN.split(markup.title())) {
      title.add(plain(part));
    }
    return new PageNames(title, markup.headings().stream().map(PageNames::plain).toList());
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
    int end = lower.length();
    while (end > 0 && ".!…".indexOf(lower.charAt(end - 1)) >= 0) {
      end--;
    }
    return lower.substring(0, end).strip();
  }

  /** Whether any name matches. */
  boolean any(Pattern pattern) {
    return matches(title, pattern) || matches(headings, pattern);
  }

  /**
   * Whether title and heading both match, or one of them on a page with little else: a report may
   * well be called “Access denied”.
   */
  boolean tell(Pattern pattern, boolean little) {
    return little ? any(pattern) : matches(title, pattern) && matches(headings, pattern);
  }

  private static boolean matches(List<String> names, Pattern pattern) {
    return names.stream().anyMatch(name -> pattern.matcher(name).matches());
  }
}
