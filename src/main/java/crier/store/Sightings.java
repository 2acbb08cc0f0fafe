package crier.store;

import crier.model.Alert;
import crier.model.Cut;
import crier.model.Event;
import crier.model.Sighting;
import crier.model.ToldEntry;
import crier.model.ToldEntry.Seen;
import crier.model.Verdict;
import crier.model.Verdict.Ruled;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.core.type.TypeReference;

/**
 * Docket entries that people were told of, by all the names that the watches of a case have for
 * them. Whoever tells of a case holds the case's rows until its transaction ends, so that of two
 * nodes the second judges with what the first has told.
 */
final class Sightings {

  private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};
  private static final int DAYS = 3;
  private static final int NAME = 300;

  private Sightings() {}

  /** Waits until nobody else is telling of these cases. */
  static void hold(Handle handle, Collection<Sighting> sightings) {
    hold(handle, cases(sightings));
  }

  /** As the other, of the cases of these names. */
  static void hold(Handle handle, Set<String> cases) {
    // In one order, or two that hold each other's wait for ever.
    for (String name : new TreeSet<>(cases)) {
      handle
          .createUpdate(
              """
              INSERT INTO docket_case (name) SELECT CAST(:name AS VARCHAR)
              WHERE NOT EXISTS (SELECT 1 FROM docket_case c WHERE c.name = :name)\
              """)
          .bind("name", name)
          .execute();
      handle
          .createQuery("SELECT name FROM docket_case WHERE name = :name FOR UPDATE")
          .bind("name", name)
          .mapTo(String.class)
          .one();
    }
  }

  private static Set<String> cases(Collection<Sighting> sightings) {
    return sightings.stream()
        .flatMap(sighting -> sighting.cases().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Entries that were told and may be among these: by a name, or by a day near theirs. */
  static List<ToldEntry> known(Handle handle, Collection<Sighting> sightings) {
    Set<String> names =
        sightings.stream()
            .flatMap(sighting -> sighting.names().stream())
            .map(Sightings::shortened)
            .collect(Collectors.toSet());
    List<LocalDate> days =
        sightings.stream().map(Sighting::day).filter(Objects::nonNull).sorted().toList();
    LocalDate from = days.isEmpty() ? LocalDate.EPOCH : days.getFirst().minusDays(DAYS);
    LocalDate until = days.isEmpty() ? LocalDate.EPOCH : days.getLast().plusDays(DAYS);
    List<Long> ids =
        handle
            .createQuery(
                """
                SELECT n.entry_id FROM told_entry_name n
                WHERE n.case_name IN (<cases>) AND (n.entry_name IN (<names>)
                  OR EXISTS (SELECT 1 FROM sighting s WHERE s.entry_id = n.entry_id
                    AND s.filed_on BETWEEN :from AND :until))\
                """)
            .bindList("cases", cases(sightings))
            .bindList("names", names)
            .bind("from", from)
            .bind("until", until)
            .mapTo(Long.class)
            .stream()
            .distinct()
            .sorted()
            .toList();
    return ids.isEmpty() ? List.of() : entries(handle, ids);
  }

  private static List<ToldEntry> entries(Handle handle, List<Long> ids) {
    Map<Long, List<String>> cases = distinct(handle, "case_name", ids);
    Map<Long, List<String>> names = distinct(handle, "entry_name", ids);
    Map<Long, List<Seen>> seen = new LinkedHashMap<>();
    handle
        .createQuery("SELECT * FROM sighting WHERE entry_id IN (<ids>) ORDER BY id")
        .bindList("ids", ids)
        .map((row, context) ->
            Map.entry(
                row.getLong("entry_id"),
                new Seen(
                    row.getString("watch_id"),
                    row.getString("item_key"),
                    Json.read(row.getString("events"), EVENTS),
                    row.getBoolean("numbered"),
                    row.getObject("filed_on", LocalDate.class),
                    row.getString("words"))))
        .forEach(
            one -> seen.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue()));
    return ids.stream()
        .filter(seen::containsKey)
        .map(id ->
            new ToldEntry(
                id,
                cases.getOrDefault(id, List.of()),
                names.getOrDefault(id, List.of()),
                seen.getOrDefault(id, List.of())))
        .toList();
  }

  private static Map<Long, List<String>> distinct(Handle handle, String column, List<Long> ids) {
    Map<Long, List<String>> values = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT DISTINCT entry_id, <column> AS name FROM told_entry_name WHERE entry_id IN (<ids>)")
        .define("column", column)
        .bindList("ids", ids)
        .map((row, context) -> Map.entry(row.getLong("entry_id"), row.getString("name")))
        .forEach(name ->
            values.computeIfAbsent(name.getKey(), _ -> new ArrayList<>()).add(name.getValue()));
    return values;
  }

  /**
   * Writes down what was decided, in the transaction of the alert.
   *
   * @param draft as it was before anything was taken out
   * @param place where the watch looks
   */
  static void keep(Handle handle, Alert draft, String place, Verdict verdict) {
    Map<Long, Long> added = new HashMap<>();
    for (Ruled ruled : verdict.sightings()) {
      long entry =
          ruled.entry() >= 0
              ? ruled.entry()
              : added.computeIfAbsent(ruled.entry(), _ -> add(handle, draft.id()));
      named(handle, ruled.sighting(), entry);
      seen(handle, draft, place, ruled, entry);
      if (ruled.entry() >= 0) {
        follows(handle, draft, ruled.sighting().key(), entry);
      }
    }
  }

  private static long add(Handle handle, String alert) {
    return handle
        .createUpdate("INSERT INTO told_entry (alert_id) VALUES (:alert)")
        .bind("alert", alert)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static void named(Handle handle, Sighting sighting, long entry) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO told_entry_name (case_name, entry_name, entry_id)
            SELECT CAST(:case AS VARCHAR), CAST(:name AS VARCHAR), CAST(:entry AS BIGINT)
            WHERE NOT EXISTS (SELECT 1 FROM told_entry_name n
              WHERE n.case_name = :case AND n.entry_name = :name)\
            """);
    // cut to one length two names can be one, and H2 does not see a batch's own rows in a subquery
    List<String> names = sighting.names().stream().map(Sightings::shortened).distinct().toList();
    for (String name : sighting.cases()) {
      for (String called : names) {
        batch.bind("case", name).bind("name", called).bind("entry", entry).add();
      }
    }
    batch.execute();
  }

  private static String shortened(String name) {
    return Cut.beginning(name, NAME);
  }

  private static void seen(Handle handle, Alert draft, String place, Ruled ruled, long entry) {
    handle
        .createUpdate(
            """
            INSERT INTO sighting (entry_id, watch_id, item_key, story_id, place, significance,
              events, numbered, filed_on, words, seen_at, alert_id, routed_at)
            VALUES (:entry, :watch, :key, :story, :place, :significance, :events, :numbered, :day,
              :words, :at, :alert, :routed)\
            """)
        .bind("entry", entry)
        .bind("watch", draft.watch())
        .bind("key", Alerts.shortened(ruled.sighting().key()))
        .bind("story", draft.story())
        .bind("place", place)
        .bind("significance", ruled.significance().name())
        .bind("events", Json.write(ruled.events()))
        .bind("numbered", ruled.sighting().numbered())
        .bind("day", ruled.sighting().day())
        .bind("words", ruled.sighting().words())
        .bind("at", draft.firstSeen().atOffset(ZoneOffset.UTC))
        .bind("alert", ruled.told() ? draft.id() : null)
        .bind("routed", ruled.told() ? draft.firstSeen().atOffset(ZoneOffset.UTC) : null)
        .execute();
  }

  /** What this watch tells of the entry from now on threads under the alert that told it first. */
  private static void follows(Handle handle, Alert draft, String key, long entry) {
    handle
        .createUpdate(
            """
            INSERT INTO alert_item (watch_id, item_key, alert_id)
            SELECT CAST(:watch AS VARCHAR), CAST(:key AS VARCHAR), e.alert_id FROM told_entry e
            WHERE e.id = :entry AND NOT EXISTS (SELECT 1 FROM alert_item i
              WHERE i.watch_id = :watch AND i.item_key = :key AND i.alert_id = e.alert_id)\
            """)
        .bind("watch", draft.watch())
        .bind("key", Alerts.shortened(key))
        .bind("entry", entry)
        .execute();
  }

  /** Where the entries that an alert told first were seen, the earliest first. */
  static List<Alerts.SeenAt> of(Handle handle, String alert) {
    return handle
        .createQuery(
            """
            SELECT f.item_key, s.place, s.seen_at FROM told_entry e
            JOIN sighting s ON s.entry_id = e.id
            JOIN sighting f ON f.id = (SELECT MIN(m.id) FROM sighting m WHERE m.entry_id = e.id)
            WHERE e.alert_id = :alert\
            """)
        .bind("alert", alert)
        .map((row, context) ->
            new Alerts.SeenAt(
                row.getString("item_key"),
                row.getString("place"),
                row.getObject("seen_at", java.time.OffsetDateTime.class).toInstant()))
        .stream()
        .sorted(Comparator.comparing(Alerts.SeenAt::at))
        .toList();
  }
}
