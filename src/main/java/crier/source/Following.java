package crier.source;

import crier.model.Document;
import crier.model.Item;
import crier.model.SourceSpec;
import crier.source.document.DocumentSource;
import crier.source.page.PageSource;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The source of an item's own page or document. Its address was learnt from content: robots.txt
 * decides whether it is asked, and none of the list's own headers go with it.
 */
public final class Following implements Source {

  private final Source page;

  private Following(Source page) {
    this.page = page;
  }

  /** Where an item's own words are: its document, else its page; empty when it names neither. */
  public static Optional<String> address(SourceSpec list, Item item) {
    String link = item.link();
    String document = item.fields().get(Item.DOCUMENT);
    if (document == null) {
      return Optional.ofNullable(link);
    }
    // The field is a path: a document that moves to another host is no other document.
    String base = link != null ? link : list.text("url").orElse("");
    try {
      URI from = URI.create(base);
      return document.equals(from.getPath())
          ? Optional.of(base)
          : Optional.ofNullable(Links.absolute(from, document));
    } catch (IllegalArgumentException _) {
      return Optional.ofNullable(link);
    }
  }

  /**
   * The source that reads an address that an item of this list names.
   *
   * @throws IllegalArgumentException when it is no web address
   */
  public static Source source(SourceSpec list, String address) {
    Map<String, Object> options = new HashMap<>(Map.of("url", address));
    options.put("http1", list.flag("http1"));
    options.put(Document.SHOW_HIDDEN, list.flag(Document.SHOW_HIDDEN));
    boolean document = Links.slug(address).toLowerCase(Locale.ROOT).endsWith(".pdf");
    return new Following(
        document
            ? DocumentSource.source(new SourceSpec("document", options))
            : PageSource.source(new SourceSpec("page", options)));
  }

  @Override
  public String address() {
    return page.address();
  }

  @Override
  public Step look(Visit visit) {
    return untrusted(page.look(visit));
  }

  private static Step untrusted(Step step) {
    return switch (step) {
      case Step.Ask(var request, var then) ->
          new Step.Ask(request.untrusted(), fetched -> untrusted(then.apply(fetched)));
      case Step.Done done -> done;
    };
  }
}
