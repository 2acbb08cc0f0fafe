package crier.rules;

import crier.model.Change.FieldEdit;
import crier.model.Event;
import crier.model.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a docket entry, field by field: stub, text, document, then edited, sealed or
 * withdrawn. An entry's own text and its document are told apart from its attachments.
 */
final class EntryLife {

  private static final String ATTACHMENT = "attachment ";

  /** A short description longer than this is none. */
  private static final int STUB = 60;

  private final Set<Event> events = new LinkedHashSet<>();
  private final Set<String> headlines = new LinkedHashSet<>();
  private final List<FieldEdit> telling = new ArrayList<>();

  /** Reads the edits of one entry. */
  static EntryLife of(Item before, Item after, List<FieldEdit> edits) {
    EntryLife life = new EntryLife();
    boolean textArrived = edits.stream().anyMatch(edit -> isWords(edit) && isStub(before, after));
    edits.stream().filter(EntryLife::isWords).forEach(edit -> life.words(edit, textArrived));
    for (FieldEdit edit : edits) {
      switch (edit.field()) {
        case "text", "title" -> {
          // told above
        }
        case "date" -> {
          // With its text comes the day it was filed, in place of the day it was entered.
          if (!textArrived) {
            life.tell(edit, Event.ITEM_EDITED, "Date edited");
          }
        }
        case "sealed" -> life.sealed(edit, "");
        case "pdf" -> life.document(edit, "Document", has(edits, "sealed"));
        case "sha1" -> {
          if (edit.before() != null && edit.after() != null) {
            life.tell(edit, Event.DOCUMENT_REPLACED, "Document replaced");
          }
        }
        default -> {
          // Page counts and the like follow from what is told already.
        }
      }
    }
    life.attachments(edits);
    return life;
  }

  static boolean isWords(FieldEdit edit) {
    return edit.field().equals("text") || edit.field().equals("title");
  }

  /** A court's feed gives the event's name first; the clerk's text may follow days later. */
  private static boolean isStub(Item before, Item after) {
    if ("yes".equals(after.fields().get(Item.STUB))) {
      return false;
    }
    String said = before.fields().get(Item.STUB);
    return said == null
        ? before.text().length() <= STUB
            && after.text().length() > before.text().length()
            && (before.text().isEmpty() || !after.text().startsWith(before.text()))
        : said.equals("yes");
  }

  private void words(FieldEdit edit, boolean arrived) {
    tell(edit, Event.ITEM_EDITED, arrived ? "Full text now available" : "Text edited");
  }

  private void sealed(FieldEdit edit, String what) {
    boolean gone = edit.after() != null;
    String verb = gone ? "Withdrawn from public access (sealed)" : "Unsealed";
    tell(
        edit,
        gone ? Event.SEALED : Event.UNSEALED,
        what.isEmpty()
            ? verb
            : what
                + ": "
                + verb.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + verb.substring(1));
  }

  private void document(FieldEdit edit, String what, boolean sealingTold) {
    if (edit.before() == null) {
      tell(edit, Event.DOCUMENT_AVAILABLE, what + " available");
    } else if (edit.after() != null) {
      tell(edit, Event.DOCUMENT_REPLACED, what + " replaced");
    } else if (!sealingTold) {
      tell(edit, Event.ITEM_WITHDRAWN, what + " no longer available");
    }
  }

  private void attachments(List<FieldEdit> edits) {
    List<FieldEdit> ofAttachments =
        edits.stream().filter(edit -> edit.field().startsWith(ATTACHMENT)).toList();
    List<FieldEdit> arrived =
        ofAttachments.stream()
            .filter(edit -> edit.field().endsWith(" pdf") && edit.before() == null)
            .toList();
    if (arrived.size() > 1) {
      events.add(Event.DOCUMENT_AVAILABLE);
      headlines.add("%d attachments available".formatted(arrived.size()));
      telling.addAll(arrived);
    }
    for (FieldEdit edit : ofAttachments) {
      String number = edit.field().split(" ", -1)[1];
      if (edit.field().endsWith(" sealed")) {
        sealed(edit, "Attachment " + number);
      } else if (arrived.size() <= 1 || !arrived.contains(edit)) {
        document(edit, "Attachment " + number, has(edits, ATTACHMENT + number + " sealed"));
      }
    }
  }

  private static boolean has(List<FieldEdit> edits, String field) {
    return edits.stream().anyMatch(edit -> edit.field().equals(field));
  }

  private void tell(FieldEdit edit, Event event, String headline) {
    events.add(event);
    headlines.add(headline);
    telling.add(edit);
  }

  /** Whether anything is to be told of it. */
  boolean isEmpty() {
    return events.isEmpty();
  }

  /** What happened, the most significant first. */
  List<Event> events() {
    return events.stream().sorted(Comparator.comparing(Event::usual).reversed()).toList();
  }

  String headline() {
    return String.join(", ", headlines);
  }

  /** What happened beside the words; empty when nothing did. */
  Optional<String> besideTheWords() {
    List<String> rest =
        headlines.stream()
            .filter(line -> !line.equals("Full text now available") && !line.equals("Text edited"))
            .toList();
    return rest.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", rest));
  }

  /** The edits that are told. */
  List<FieldEdit> edits() {
    return List.copyOf(telling);
  }
}
