package crier.alert.channel.email;

import crier.alert.channel.email.Conversation.Stage;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a server answered, and what that means: by its code (RFC 5321 §4.2) and its status (RFC
 * 3463), never by its text.
 *
 * @param stage what it answered to
 * @param code three digits; below 400 when there was no answer
 * @param status such as {@code 5.1.1}, or empty
 */
record SmtpReply(Stage stage, int code, String status) {

  /** What to do about it. */
  enum Meaning {
    /** Not now. */
    LATER,
    /** There is no such mailbox: the address is at fault. */
    ADDRESS,
    /** This message is not taken, whoever gets it. */
    MESSAGE,
    /** We may not send to this address; whose fault that is, only others' answers tell. */
    POLICY,
    /** The set-up is at fault. */
    OPERATOR
  }

  /** Reads the answer out of what Angus threw. */
  static SmtpReply of(Stage stage, MessagingException failure, int lastCode) {
    for (Exception e = failure; e instanceof MessagingException mail; e = mail.getNextException()) {
      if (e instanceof SMTPAddressFailedException address) {
        return new SmtpReply(Stage.RECIPIENT, address.getReturnCode(), status(e));
      }
    }
    for (Exception e = failure; e instanceof MessagingException mail; e = mail.getNextException()) {
      if (e instanceof SMTPSendFailedException send) {
        return new SmtpReply(stage, send.getReturnCode(), status(e));
      }
    }
    return new SmtpReply(stage, stage == Stage.CONNECT ? lastCode : -1, "");
  }

  Meaning meaning() {
    if (code < 500 || code > 599) {
      return Meaning.LATER;
    }
    return switch (stage) {
      case CONNECT -> Meaning.OPERATOR;
      case RECIPIENT -> recipient();
      case SENDER, MESSAGE -> aboutThisMessage() ? Meaning.MESSAGE : Meaning.OPERATOR;
    };
  }

  private Meaning recipient() {
    return switch (code) {
      case 503, 530, 535, 538 -> Meaning.OPERATOR;
      // a full mailbox may be emptied
      case 552 -> Meaning.LATER;
      default -> {
        if (status.equals("5.2.2")) {
          yield Meaning.LATER;
        }
        yield status.startsWith("5.7.") ? Meaning.POLICY : Meaning.ADDRESS;
      }
    };
  }

  /** Too big, or made of something that this server does not carry. */
  private boolean aboutThisMessage() {
    return (code == 552 && status.isEmpty())
        || status.equals("5.2.3")
        || status.equals("5.3.4")
        || status.startsWith("5.6.");
  }

  /** The enhanced code, which stands right behind the code. */
  private static String status(Exception failure) {
    String line = String.valueOf(failure.getMessage());
    int end = 4;
    while (end < line.length() && end < 12 && "0123456789.".indexOf(line.charAt(end)) >= 0) {
      end++;
    }
    String status = line.length() > 4 ? line.substring(4, end) : "";
    return status.matches("[245][.][0-9]{1,3}[.][0-9]{1,3}") ? status : "";
  }

  /** For the record and the operator. */
  String reason() {
    String to =
        switch (stage) {
          case CONNECT -> "us";
          case SENDER -> "the sender";
          case RECIPIENT -> "the recipient";
          case MESSAGE -> "the message";
        };
    return code < 400
        ? "no answer from the mail server to " + to
        : "the mail server answered %d%s to %s"
            .formatted(code, status.isEmpty() ? "" : " " + status, to);
  }
}
