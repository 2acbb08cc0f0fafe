package crier.source;

import crier.model.SourceSpec;
import crier.source.courtlistener.DocketSource;
import crier.source.courtlistener.SearchSource;
import crier.source.courtrss.CourtRss;
import crier.source.document.DocumentSource;
import crier.source.feed.FeedSource;
import crier.source.json.JsonRows;
import crier.source.listing.ListingSource;
import crier.source.page.PageSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The source types. Adding one is a folder beside this file and one line here. */
public final class Sources {

  private final Map<String, Function<SourceSpec, Source>> types = new LinkedHashMap<>();

  public Sources(SourceSettings settings) {
    types.put("courtlistener-docket", spec -> DocketSource.source(spec, settings));
    types.put("courtlistener-search", spec -> SearchSource.source(spec, settings));
    types.put("court-rss", CourtRss::source);
    types.put("feed", FeedSource::source);
    types.put("listing", ListingSource::source);
    types.put("json", JsonRows::source);
    types.put("page", PageSource::source);
    types.put("document", DocumentSource::source);
  }

  /** Names of all types, as the configuration writes them. */
  public Set<String> types() {
    return types.keySet();
  }

  /**
   * Makes the source that a watch describes.
   *
   * @throws IllegalArgumentException saying what is wrong with the description, for the user
   */
  public Source source(SourceSpec spec) {
    Function<SourceSpec, Source> type = types.get(spec.type());
    if (type == null) {
      throw new IllegalArgumentException(
          "there is no source type `%s`; there are %s"
              .formatted(spec.type(), String.join(", ", types.keySet())));
    }
    return type.apply(spec);
  }
}
