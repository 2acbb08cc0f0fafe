package crier.source.document;

import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Document;
import crier.model.Extracted;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import crier.source.Links;
import crier.source.OnePage;
import crier.source.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A source of type {@code document}. */
public final class DocumentSource {

  private DocumentSource() {}

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    return new OnePage(spec, Request.Expect.FILE, DocumentSource::read);
  }

  /** Reads a capture. A file whose text cannot be read is a document all the same. */
  public static Extracted read(Capture capture, Instant now) {
    byte[] body = capture.body();
    if (body.length == 0) {
      return new Unrecognised("the file is empty");
    }
    String name = Links.slug(capture.finalUrl().toString());
    if (startsWith(body, "%PDF-")) {
      Pdf.Reading reading = Pdf.read(body);
      return new Document(
          reading.title().isBlank() ? name : reading.title(),
          "application/pdf",
          body.length,
          capture.sha256(),
          reading.pages(),
          reading.pages().stream().map(Redactions::marks).toList());
    }
    String type =
        capture
            .header("content-type")
            .map(t -> t.replaceAll(";.*", "").strip())
            .orElse("application/octet-stream");
    return new Document(name, type, body.length, capture.sha256(), List.of(), List.of());
  }

  private static boolean startsWith(byte[] body, String signs) {
    byte[] expected = signs.getBytes(StandardCharsets.US_ASCII);
    return body.length >= expected.length
        && java.util.Arrays.equals(body, 0, expected.length, expected, 0, expected.length);
  }
}
