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

  private final WebContext deps;
  private final PageQueries looks;
  private final Show show;

  HomePage(WebContext deps, PageQueries looks, Show show) {
    this.deps = deps;
    this.looks = looks;
    this.show = show;
  }

  @Override
  public void handle(Context context) {
    Fares all = looks.fares(_ -> true);
    List<StoryCard> cards =
        deps.stories().get().stream()
            .map(story -> {
              Fares fares =
                  new Fares(
                      all.site(),
                      all.now(),
                      all.rows().stream()
                          .filter(row -> story.id().equals(row.watch().story()))
                          .toList());
              return new StoryCard(
                  story, looks.newest(story.id(), FEW), fares.rows().size(), PageQueries.inDoubt(fares));
            })
            .toList();
    var others =
        looks.newest(null, MANY).stream()
            .filter(alert -> looks.story(alert.story()).isEmpty())
            .limit(FEW)
            .toList();
    show.page(
        context,
        "home",
        new Views.Home(
            looks.site(), cards, others, PageQueries.inDoubt(all), deps.desk().notices().size()));
  }
}
