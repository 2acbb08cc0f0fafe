package crier.store;

import crier.model.Alert;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Document;
import crier.model.Finding;
import crier.model.Listing;
import crier.model.Text;
import crier.store.Follows.Kept;
import crier.store.Watches.Seen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Names for each finding the capture that its quoted words stand in: an item's own page or document
 * where that was followed, else the answer among a look's several that has them. A quote that was
 * put together from two of them keeps the words of the one that is cited.
 */
final class Citations {

  private static final String LEFT_OUT = "…";

  private static final Pattern CODED =
      Pattern.compile("\\\\u([0-9a-fA-F]{4})|&#(\\d{1,6});|&#x([0-9a-fA-F]{1,5});|&(\\w{2,6});");

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private final Handle handle;
  private final String watch;
  private final Map<String, Own> own = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();

  /** An item's own page, as it was stored now or earlier. */
  private record Own(Kept kept, @Nullable Long capture) {}

  /** One of the look's answers. */
  private record Answer(long id, Capture capture, @Nullable Content content) {}

  Citations(Handle handle, String watch) {
    this.handle = handle;
    this.watch = watch;
  }

  /** Takes in an item's own page, with the first of its captures that were stored now. */
  void own(Kept kept, @Nullable Long stored) {
    own.put(kept.follow().item().key(), new Own(kept, stored));
  }

  /** Takes in what a look at the source itself brought, stored under these ids. */
  void answers(Seen seen, List<Long> ids) {
    for (int i = 0; i < ids.size(); i++) {
      Content content = i == 0 ? seen.snapshot().content() : null;
      answers.add(new Answer(ids.get(i), seen.captures().get(i), content));
    }
  }

  /** The alert with what each of its findings rests on. */
  Alert cited(Alert alert) {
    return alert.with(alert.findings().stream().map(this::cited).toList());
  }

  private Finding cited(Finding finding) {
    if (finding.proof().sha256() != null) {
      return finding;
    }
    List<String> parts =
        List.of(finding.quote().split(LEFT_OUT, -1)).stream()
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    Own page = own.get(finding.key());
    if (page != null) {
      Content content = page.kept().follow().content();
      String text = content == null ? "" : bare(text(content));
      List<String> there = parts.stream().filter(part -> text.contains(bare(part))).toList();
      boolean tells = parts.isEmpty() ? page.kept().told() : !there.isEmpty();
      Found capture = tells ? stored(page) : null;
      if (capture != null) {
        return cited(finding, parts, there, capture, pageOf(content, there));
      }
    }
    for (Answer answer : answers) {
      String text = answers.size() == 1 ? "" : bare(decoded(answer.capture().body()));
      Predicate<String> stands = part -> answers.size() == 1 || text.contains(bare(part));
      if (parts.stream().anyMatch(stands)) {
        return cited(
            finding,
            parts,
            parts.stream().filter(stands).toList(),
            new Found(answer.id(), answer.capture().sha256()),
            pageOf(answer.content(), parts));
      }
    }
    return finding;
  }

  private record Found(long id, String sha256) {}

  private static Finding cited(
      Finding finding,
      List<String> all,
      List<String> there,
      Found capture,
      @Nullable Integer page) {
    Finding told =
        there.size() == all.size()
            ? finding
            : finding.quoting(String.join(" " + LEFT_OUT + " ", there));
    return told.with(told.proof().citing(capture.sha256(), page).stored(capture.id()));
  }

  /** Stored now; or at an earlier look, when this one only saw the same again. */
  private @Nullable Found stored(Own page) {
    if (page.capture() != null) {
      return new Found(page.capture(), page.kept().captures().getFirst().sha256());
    }
    return handle
        .createQuery(
            """
            SELECT id, sha256 FROM capture WHERE watch_id = :watch AND url = :url
            ORDER BY id DESC LIMIT 1\
            """)
        .bind("watch", watch)
        .bind("url", page.kept().follow().address())
        .map((row, _) -> new Found(row.getLong("id"), row.getString("sha256")))
        .findOne()
        .orElse(null);
  }

  private static String text(Content content) {
    return switch (content) {
      case Text text -> text.text();
      case Document document -> String.join("\n", document.pages());
      case Listing _ -> "";
    };
  }

  /** The page that the first of the words stand on; null when there are no pages, or two. */
  private static @Nullable Integer pageOf(@Nullable Content content, List<String> parts) {
    if (!(content instanceof Document document) || parts.isEmpty()) {
      return null;
    }
    String first = bare(parts.getFirst());
    return IntStream.range(0, document.pages().size())
        .filter(i -> bare(document.pages().get(i)).contains(first))
        .mapToObj(i -> i + 1)
        .findFirst()
        .orElse(null);
  }

  /** Without white space: a line of a page may end anywhere in a sentence. */
  private static String bare(String text) {
    return text.codePoints()
        .filter(sign -> !Character.isWhitespace(sign) && !Character.isSpaceChar(sign))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** The letters of JSON, XML or HTML, well enough to tell which of several answers has them. */
  private static String decoded(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (int round = 0; round < 2; round++) {
      Matcher coded = CODED.matcher(text);
      text = coded.replaceAll(found -> Matcher.quoteReplacement(sign(found)));
    }
    return text.replace("\\n", "\n")
        .replace("\\r", " ")
        .replace("\\t", " ")
        .replace("\\\"", "\"")
        .replace("\\/", "/");
  }

  private static String sign(java.util.regex.MatchResult coded) {
    String named = coded.group(4);
    if (named != null) {
      return NAMED.getOrDefault(named, coded.group());
    }
    String decimal = coded.group(2);
    String escaped = coded.group(1);
    String hexadecimal = escaped == null ? coded.group(3) : escaped;
    int sign =
        decimal == null
            ? Integer.parseInt(Objects.requireNonNull(hexadecimal), 16)
            : Integer.parseInt(decimal);
    return Character.isValidCodePoint(sign) ? Character.toString(sign) : coded.group();
  }
}
