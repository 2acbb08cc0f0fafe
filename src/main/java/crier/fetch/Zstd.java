package crier.fetch;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.CompressionInterceptor;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;

/** Content coding {@code zstd} (RFC 8878), read as it comes, so that the cap on the body holds. */
final class Zstd implements CompressionInterceptor.DecompressionAlgorithm {

  static final Zstd INSTANCE = new Zstd();

  private Zstd() {}

  @Override
  public String getEncoding() {
    return "zstd";
  }

  @Override
  public Source decompress(BufferedSource compressed) {
    return Okio.source(new Whole(new ZstdInputStream(compressed.inputStream())));
  }

  /** The library tells damage by unchecked exceptions. */
  private static final class Whole extends FilterInputStream {

    Whole(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      try {
        return super.read(bytes, from, most);
      } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IOException("the zstd stream is damaged", e);
      }
    }
  }
}
