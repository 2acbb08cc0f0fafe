package crier.source.document;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Document;
import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.FirstRequest;
import crier.source.Links;
import crier.source.Look;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A source of type {@code document}: a PDF with its text, or any other file by its bytes. */
public final class DocumentSource implements Source {

  private final SourceSpec spec;

  private DocumentSource(SourceSpec spec) {
    this.spec = spec;
    var _ = OnePage.address(spec, Instant.EPOCH); // so that a mistake is told at once
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    return new DocumentSource(spec);
  }

  @Override
  public String address() {
    return spec.required("url");
  }

  @Override
  public Step look(Visit visit) {
    return new FirstRequest(spec, OnePage.address(spec, visit.now()), Request.Expect.FILE)
        .ask(
            visit,
            (fetched, memo) ->
                new Step.Done(
                    switch (fetched) {
                      case Fetched.Fresh(Capture capture) -> seen(visit, capture, memo);
                      case Fetched.NotModified _ -> new Look.Unchanged(memo);
                      case Fetched other -> Look.of(other);
                    }));
  }

  private Look seen(Visit visit, Capture capture, Memo memo) {
    if (wasRead(visit.known(), capture)) {
      return new Look.Unchanged(memo);
    }
    return switch (read(spec, capture)) {
      case Document document ->
          new Look.Seen(
              document,
              List.of(capture),
              memo.with(Document.CONCEALED, document.concealedBeneath()),
              List.of());
      case Content content -> new Look.Seen(content, List.of(capture), memo, List.of());
      case Holed holed -> new Look.Seen(holed.listing(), List.of(capture), memo, List.of());
      case Unrecognised(String why) -> OnePage.unrecognised(why);
    };
  }

  /** The same bytes say the same; but what could not be read may be readable another time. */
  private static boolean wasRead(
      @org.jspecify.annotations.Nullable Snapshot known, Capture capture) {
    return known != null
        && known.content() instanceof Document document
        && document.sha256().equals(capture.sha256())
        && document.unreadable() == null;
  }

  /** Reads a capture. A file whose text cannot be read is a document all the same. */
  public static Extracted read(SourceSpec spec, Capture capture) {
    byte[] body = capture.body();
    if (body.length == 0) {
      return new Unrecognised("the file is empty");
    }
    String name = Links.slug(capture.finalUrl().toString());
    if (!startsWith(body, "%PDF-")) {
      return Document.file(name, type(capture), body.length, capture.sha256());
    }
    Pdf pdf = new PdfApart(spec.flag(Document.SHOW_HIDDEN)).read(body);
    return new Document(
        pdf.title().isBlank() ? name : pdf.title(),
        "application/pdf",
        body.length,
        capture.sha256(),
        pdf.unreadable(),
        pdf.pages(),
        pdf.redactions(),
        pdf.concealed());
  }

  private static String type(Capture capture) {
    return capture
        .header("content-type")
        .map(type -> type.replaceAll(";.*", "").strip())
        .filter(type -> !type.isEmpty())
        .orElse("application/octet-stream");
  }

  private static boolean startsWith(byte[] body, String signs) {
    byte[] expected = signs.getBytes(StandardCharsets.US_ASCII);
    return body.length >= expected.length
        && Arrays.equals(body, 0, expected.length, expected, 0, expected.length);
  }
}
