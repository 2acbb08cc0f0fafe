package crier.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing looked at on a schedule.
 *
 * @param id short name, unique in the configuration; part of addresses and metrics
 * @param name what a reader calls it: the case, the report page
 * @param story id of the {@link Story} it belongs to, or null
 * @param source how its page is fetched and read
 * @param rhythm when it is due
 * @param overdueAfter tell the operator when no look has succeeded for so long
 * @param quietAfter tell the operator when healthy but unchanged for so long
 * @param rules raise, lower or silence findings; the first that matches wins
 * @param ties what its docket has to do with others
 */
public record Watch(
    String id,
    String name,
    @Nullable String story,
    SourceSpec source,
    Rhythm rhythm,
    Duration overdueAfter,
    Duration quietAfter,
    List<Rule> rules,
    Ties ties) {

  /**
   * What a docket has to do with others, as configured.
   *
   * @param waitsFor ids of the watches whose dockets decide what this case is held for
   * @param followsAppeals whether appeals that its entries name are watched by themselves
   */
  public record Ties(List<String> waitsFor, boolean followsAppeals) {
    /** Nothing. */
    public static final Ties NONE = new Ties(List.of(), false);

    public Ties {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  public Watch {
    rules = List.copyOf(rules);
  }

  /** A watch that is tied to no other. */
  public Watch(
      String id,
      String name,
      @Nullable String story,
      SourceSpec source,
      Rhythm rhythm,
      Duration overdueAfter,
      Duration quietAfter,
      List<Rule> rules) {
    this(id, name, story, source, rhythm, overdueAfter, quietAfter, rules, Ties.NONE);
  }
}
