package crier.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;

/** Bytes kept by their SHA-256, compressed, in pieces; the same bytes are kept once. */
final class Bodies {

  /** Well below H2's bound of 1 MiB for one VARBINARY. */
  private static final int PIECE = 512 * 1024;

  private Bodies() {}

  /** Keeps the bytes unless they are there already; returns their hash. */
  static String keep(Handle handle, byte[] bytes) {
    String sha256 = sha256(bytes);
    boolean there =
        handle
            .createQuery("SELECT 1 FROM body_piece WHERE sha256 = :sha256 AND piece = 0")
            .bind("sha256", sha256)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!there) {
      byte[] packed = pack(bytes);
      for (int piece = 0, at = 0; piece == 0 || at < packed.length; piece++, at += PIECE) {
        handle
            .createUpdate(
                "INSERT INTO body_piece (sha256, piece, bytes) VALUES (:sha256, :piece, :bytes)")
            .bind("sha256", sha256)
            .bind("piece", piece)
            .bind(
                "bytes",
                java.util.Arrays.copyOfRange(packed, at, Math.min(at + PIECE, packed.length)))
            .execute();
      }
    }
    return sha256;
  }

  /** The bytes with this hash; empty when retention has dropped them. */
  static Optional<byte[]> find(Handle handle, String sha256) {
    List<byte[]> pieces =
        handle
            .createQuery("SELECT bytes FROM body_piece WHERE sha256 = :sha256 ORDER BY piece")
            .bind("sha256", sha256)
            .mapTo(byte[].class)
            .list();
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    pieces.forEach(packed::writeBytes);
    return Optional.of(unpack(packed.toByteArray()));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
