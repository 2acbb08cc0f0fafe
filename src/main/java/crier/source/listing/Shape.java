package crier.source.listing;

import java.util.Locale;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/** What rows of one list have in common: the element's name and classes, but for its place. */
final class Shape {

  private Shape() {}

  static String of(Element element) {
    TreeSet<String> classes = new TreeSet<>();
    for (String name : element.classNames()) {
      String lower = name.toLowerCase(Locale.ROOT);
      // Drupal numbers its rows and marks the odd, the first and the last; Bootstrap what is open
      if (!lower.matches(
          ".*(\\d+|odd|even|first|last|active|sticky|promoted)|in|show|open|collapsed|expanded|current|selected")) {
        classes.add(lower);
      }
    }
    return element.normalName() + classes;
  }
}
