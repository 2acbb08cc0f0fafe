package crier.source;

import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Unrecognised;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list, one for each thing: what is listed twice (a title link and "Read More", a
 * slug that the site numbered because it was taken) is one item, and different things that share a
 * name (the same file name in two folders, one guid for all) are several.
 */
public final class DistinctItems {

  /**
   * More items than this in one answer are an attack, or a list that must be asked for in parts.
   */
  public static final int MOST = 20_000;

  /** Shorter titles are shared by things that have nothing else in common. */
  private static final int TELLING_TITLE = 15;

  /** A slug cut at a length is still told from another by so many characters. */
  private static final int TELLING_SLUG = 30;

  private final Map<String, List<Item>> byKey = new LinkedHashMap<>();
  private final boolean apart;
  private int count;
  private int unread;

  /** The items of a page, which may show one thing in several places. */
  public DistinctItems() {
    this(false);
  }

  /**
   * Gathers items.
   *
   * @param apart whether the source itself says where one ends and another begins, as a feed does:
   *     then one address may be that of several
   */
  public DistinctItems(boolean apart) {
    this.apart = apart;
  }

  /** Adds one; false, adding nothing, when there are too many. */
  public boolean add(Item item) {
    if (count >= MOST) {
      return false;
    }
    count++;
    byKey.computeIfAbsent(item.key(), _ -> new ArrayList<>(1)).add(item);
    return true;
  }

  /** Counts a row that shows nothing by which it could be named: it is not dropped in silence. */
  public void addUnread() {
    unread++;
  }

  /** The list, with the number of rows that could not be read. */
  public Extracted listing(boolean whole) {
    Listing listing = new Listing(items(), whole);
    return unread == 0 ? listing : new Holed(listing, unread);
  }

  /** What a list comes to that is too long to be one. */
  public static Unrecognised tooMany() {
    return new Unrecognised("the list has more than %,d items".formatted(MOST));
  }

  /** All, in the order in which they came. */
  public List<Item> items() {
    Map<String, Item> items = new LinkedHashMap<>();
    Map<String, List<Item>> byWords = new LinkedHashMap<>();
    for (List<Item> alike : byKey.values()) {
      boolean several = several(alike);
      for (Item item : alike) {
        Item own = several ? apart(item, alike) : item;
        List<Item> sameWords =
            byWords.computeIfAbsent(own.title() + "\n" + own.published(), _ -> new ArrayList<>(1));
        if (sameWords.stream().noneMatch(other -> postedTwice(own, other))
            && items.putIfAbsent(own.key(), own) == null) {
          sameWords.add(own);
        }
      }
    }
    return List.copyOf(items.values());
  }

  /**
   * Whether one key was given to things that have neither title nor address in common; or, where
   * the source tells items apart by itself, to things that have another title or another day.
   */
  private boolean several(List<Item> alike) {
    Item first = alike.getFirst();
    return alike.stream()
        .anyMatch(item -> {
          boolean title = !Alike.title(item.title()).equals(Alike.title(first.title()));
          boolean link = !Objects.equals(item.link(), first.link());
          boolean day = differ(item.published(), first.published());
          return (title && (link || apart || day)) || (apart && day && link);
        });
  }

  private static boolean differ(@Nullable Published one, @Nullable Published other) {
    return one != null && other != null && !one.day().equals(other.day());
  }

  /** A key by which each of those that share one is told from the others. */
  private static Item apart(Item item, List<Item> alike) {
    String link = item.link() == null ? "" : Links.normal(item.link());
    long links = alike.stream().map(Item::link).distinct().count();
    String key =
        !link.isEmpty() && links == alike.stream().map(DistinctItems::words).distinct().count()
            ? link
            : (link.isEmpty() ? item.key() : link)
                + " "
                + item.title()
                + (item.published() == null ? "" : " " + item.published().day());
    return new Item(
        item.kind(),
        Keys.bounded(key),
        item.title(),
        item.link(),
        item.published(),
        item.text(),
        item.fields());
  }

  private static String words(Item item) {
    return item.title() + "\n" + item.published();
  }

  /** Same words on the same day, under a slug that is the other's but for its end. */
  private static boolean postedTwice(Item item, Item other) {
    if (item.published() == null
        || item.title().length() < TELLING_TITLE
        || !keyedBySlug(item)
        || !keyedBySlug(other)) {
      return false;
    }
    String a = bare(item.key());
    String b = bare(other.key());
    return a.equals(b)
        || (Math.min(a.length(), b.length()) >= TELLING_SLUG
            && (a.startsWith(b) || b.startsWith(a)));
  }

  private static boolean keyedBySlug(Item item) {
    return item.link() != null && item.key().equals(Links.slug(item.link()));
  }

  /** Without the number that Drupal and WordPress append when a slug is taken. */
  private static String bare(String key) {
    return key.replaceFirst("-\\d{1,2}$", "");
  }
}
