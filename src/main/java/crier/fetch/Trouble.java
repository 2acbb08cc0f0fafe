package crier.fetch;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the wire, in words for the operator. Never an exception's own message: those
 * name addresses, and a webhook's address is its secret.
 */
final class Trouble {

  private Trouble() {}

  static String of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String words = named(cause);
      if (words != null) {
        return words;
      }
    }
    return switch (thrown) {
      case SSLException _ -> "no secure connection could be agreed on";
      case EOFException _ -> "the answer broke off, or its headers are too long";
      case ProtocolException _ -> "the answer broke off or is no proper HTTP";
      case SocketException _ -> "the connection broke";
      case java.io.IOException _ -> "the answer broke off or is damaged";
      default -> "the answer could not be understood (" + thrown.getClass().getSimpleName() + ")";
    };
  }

  private static @Nullable String named(Throwable cause) {
    return switch (cause) {
      case AddressGuard.Refusal refusal -> refusal.getMessage();
      case Unpacking.Damaged damaged -> damaged.getMessage();
      case CertificateExpiredException _ -> "its certificate has expired";
      case CertificateNotYetValidException _ -> "its certificate is not valid yet";
      case CertPathBuilderException _ ->
          "its certificate is self-signed or from an authority nobody vouches for";
      case SSLPeerUnverifiedException _ -> "its certificate is for another host";
      case UnknownHostException _ -> "the host's name could not be resolved";
      case NoRouteToHostException _ -> "there is no route to the host";
      case ConnectException _ -> "the connection was refused";
      case InterruptedIOException _ -> "no complete answer in time";
      default -> null;
    };
  }
}
