package crier.web;

import crier.web.Views.Fares;
import crier.web.Views.StoryCard;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/** The stories, each with its newest alerts. */
final class HomePage implements Handler {

  private static final int FEW = 5;
  private static final int MANY = 100;

  private final WebContext shared;
  private final PageQueries queries;
  private final Show show;

  HomePage(WebContext shared, PageQueries queries, Show show) {
    this.shared = shared;
    this.queries = queries;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Fares all = queries.fares(_ -> true);
    List<StoryCard> cards =
        shared.stories().get().stream()
            .map(story -> {
              Fares fares =
                  new Fares(
                      all.site(),
                      all.now(),
                      all.rows().stream()
                          .filter(row -> story.id().equals(row.watch().story()))
                          .toList());
              return new StoryCard(
                  story,
                  queries.newest(story.id(), FEW),
                  fares.rows().size(),
                  PageQueries.inDoubt(fares));
            })
            .toList();
    var others =
        queries.newest(null, MANY).stream()
            .filter(alert -> queries.story(alert.story()).isEmpty())
            .limit(FEW)
            .toList();
    show.page(
        context,
        "home",
        new Views.Home(
            queries.site(),
            cards,
            others,
            PageQueries.inDoubt(all),
            shared.desk().notices().size()));
  }
}
