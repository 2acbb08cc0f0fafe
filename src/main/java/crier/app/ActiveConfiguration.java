package crier.app;

import crier.alert.routing.Router;
import crier.alert.subscribers.ChoiceWords;
import crier.alert.subscribers.OptIn;
import crier.alert.wording.Composer;
import crier.config.Settings;
import crier.model.Kin;
import crier.watch.InForce;
import crier.watch.Kindred;
import crier.watch.Tick;
import java.util.List;
import java.util.Map;

/**
 * What belongs to a configuration, and is replaced as a whole when the file is edited: the watches
 * with their rules and sources, the receivers, the site. It holds nothing that is open and nothing
 * that was learnt; that belongs to the process ({@link ProcessResources}).
 *
 * @param written as the file says, but for what takes effect at the next start only
 * @param settings the same with the watches that others brought along
 * @param tasks by the ids of their watches
 */
record ActiveConfiguration(
    Settings written, Settings settings, Map<String, Tick.Task> tasks, InForce inForce) {

  ActiveConfiguration {
    tasks = Map.copyOf(tasks);
  }

  /**
   * Makes everything ready that can be wrong with a configuration.
   *
   * @param kin dockets that are followed because others name them
   * @throws IllegalArgumentException when a source cannot be made as it is described
   */
  static ActiveConfiguration of(Settings written, List<Kin> kin) {
    Settings settings = written.watching(Kindred.joined(written.watches(), kin));
    return new ActiveConfiguration(
        written,
        settings,
        Tasks.of(settings),
        InForce.of(settings.watches(), settings.stories(), List.of()));
  }

  Router.Receivers receivers() {
    return new Router.Receivers(settings.destinations(), settings.operator().destinations());
  }

  Composer.Setting wording() {
    return new Composer.Setting(settings.site(), settings.stories());
  }

  OptIn.Terms signUp() {
    return new OptIn.Terms(
        settings.site(),
        settings.subscribers().open(),
        new ChoiceWords(settings.stories(), settings.watches()));
  }
}
