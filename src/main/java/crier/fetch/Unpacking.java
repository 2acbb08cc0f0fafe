package crier.fetch;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.brotli.Brotli;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;

/**
 * Content codings (RFC 9110 §8.4), undone as the bytes come, so that the cap on the body holds: all
 * that were applied, the last first; gzip of several members; deflate with and without its
 * wrapping.
 */
final class Unpacking implements Interceptor {

  /** Said in every request. */
  static final String ACCEPTED = "zstd, br, gzip, deflate";

  /** Nobody packs so often who does not mean harm. */
  private static final int MOST_LAYERS = 3;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request().newBuilder().header("Accept-Encoding", ACCEPTED).build();
    Response response = chain.proceed(request);
    List<String> codings = codings(response);
    if (codings.isEmpty()
        || codings.size() > MOST_LAYERS
        || !codings.stream().allMatch(Unpacking::isKnown)
        || response.code() == 204
        || response.code() == 304) {
      return response;
    }
    BufferedSource packed = response.body().source();
    if (packed.exhausted()) {
      return response.newBuilder().removeHeader("Content-Encoding").build();
    }
    for (String coding : codings.reversed()) {
      packed = Okio.buffer(unpacked(coding, packed));
    }
    return response
        .newBuilder()
        .removeHeader("Content-Encoding")
        .removeHeader("Content-Length")
        .body(ResponseBody.create(packed, response.body().contentType(), -1))
        .build();
  }

  private static List<String> codings(Response response) {
    List<String> codings = new ArrayList<>();
    for (String header : response.headers("Content-Encoding")) {
      for (String coding : header.split(",", -1)) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("identity")) {
          codings.add(name);
        }
      }
    }
    return codings;
  }

  private static boolean isKnown(String coding) {
    return switch (coding) {
      case "gzip", "x-gzip", "deflate", "br", "zstd" -> true;
      default -> false;
    };
  }

  private static Source unpacked(String coding, BufferedSource packed) throws IOException {
    return switch (coding) {
      case "br" -> Brotli.INSTANCE.decompress(packed);
      case "zstd" -> Zstd.INSTANCE.decompress(packed);
      case "deflate" -> Okio.source(new Whole("deflate", deflated(packed)));
      default -> Okio.source(new Whole("gzip", members(packed)));
    };
  }

  /** RFC 9110 means zlib (RFC 1950); some servers send what is in it, bare (RFC 1951). */
  private static InputStream deflated(BufferedSource packed) {
    boolean wrapped = false;
    if (packed.getBuffer().size() > 1 || request(packed, 2)) {
      int first = packed.getBuffer().getByte(0) & 0xFF;
      int second = packed.getBuffer().getByte(1) & 0xFF;
      wrapped = (first & 0x0F) == 8 && (first << 8 | second) % 31 == 0;
    }
    return new InflaterInputStream(packed.inputStream(), new Inflater(!wrapped)) {
      @Override
      public void close() throws IOException {
        inf.end();
        super.close();
      }
    };
  }

  private static boolean request(BufferedSource packed, long bytes) {
    try {
      return packed.request(bytes);
    } catch (IOException _) {
      return false; // told when it is read
    }
  }

  private static InputStream members(BufferedSource packed) throws IOException {
    try {
      return new GZIPInputStream(
          new FilterInputStream(packed.inputStream()) {
            // Java looks for a further member only where it hears that there is something.
            @Override
            public int available() throws IOException {
              return packed.exhausted() ? 0 : 1;
            }
          });
    } catch (ZipException | EOFException e) {
      throw damage("gzip", e);
    }
  }

  /** What is wrong with a packed answer; safe to be shown. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(String why, IOException cause) {
      super(why, cause);
    }
  }

  private static Damaged damage(String coding, IOException e) {
    String said = String.valueOf(e.getMessage());
    if (e instanceof EOFException) {
      return new Damaged("the answer breaks off in the midst of its %s data".formatted(coding), e);
    }
    if (said.contains("Not in GZIP format")) {
      return new Damaged("the answer says that it is packed with gzip, and is not", e);
    }
    if (said.contains("trailer")) {
      return new Damaged(
          "the answer's gzip data are damaged: the checksum or length at their end is another", e);
    }
    return new Damaged("the answer's %s data are damaged: %s".formatted(coding, said), e);
  }

  /** Tells damage from a connection that broke. */
  private static final class Whole extends FilterInputStream {
    private final String coding;

    Whole(String coding, InputStream in) {
      super(in);
      this.coding = Objects.requireNonNull(coding);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      try {
        return super.read(bytes, from, most);
      } catch (ZipException | EOFException e) {
        throw damage(coding, e);
      }
    }
  }
}
