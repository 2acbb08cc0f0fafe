package crier.config;

import crier.alert.OperatorSettings;
import crier.alert.channel.email.EmailChannel;
import crier.alert.channel.email.MailSettings;
import crier.fetch.FetchSettings;
import crier.model.Site;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.source.SourceSettings;
import crier.store.DatabaseSettings;
import crier.store.RetentionSettings;
import crier.store.SubscriberSettings;
import crier.web.Network;
import crier.web.ServerSettings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From sections to settings; notes what only the meaning can show to be wrong. */
final class SettingsReader {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final int SHORTEST_KEY = 32;

  private final Section root;
  private final WatchReader watchReader;

  SettingsReader(
      Section root,
      Function<String, Optional<String>> cronProblem,
      Function<SourceSpec, Optional<String>> sourceProblem) {
    this.root = root;
    this.watchReader = new WatchReader(cronProblem, sourceProblem);
  }

  /** Settings that mean something only when nothing was wrong. */
  Settings read() {
    Section site = root.at("site");
    ZoneId zone = site.zone("time-zone", ZONE);
    Section server = root.at("server");
    Section database = root.at("database");
    Section retention = root.at("retention");
    SourceSettings sources = sources(zone);
    FetchSettings fetch = FetchReader.read(root.at("fetch"));
    List<Watch> watches = root.items("watches").stream().map(watchReader::read).toList();
    new Manners(root, fetch, sources).check(watches);
    return new Settings(
        new Site(
            site.text("name", "Crier"), site.address("public-url", "http://localhost:8080"), zone),
        new ServerSettings(
            server.text("host", "127.0.0.1"),
            server.number("port", 8080),
            server.text("operator-token", "").strip(),
            Stream.of(server, root.at("fetch")).flatMap(SettingsReader::proxies).toList()),
        new DatabaseSettings(
            database.text("url", "jdbc:h2:file:./data/crier").strip(),
            database.text("user", ""),
            database.text("password", "")),
        fetch,
        sources,
        mail(root.at("mail")),
        root.items("stories").stream().map(StoryReader::read).toList(),
        watches,
        root.items("destinations").stream()
            .map(destination -> DestinationReader.read(destination, zone))
            .toList(),
        operator(root.at("operator")),
        subscribers(root.at("subscribers")),
        new RetentionSettings(
            retention.duration("captures", "400d"), retention.duration("deliveries", "90d")));
  }

  /** Who may say for whom they ask. */
  private static Stream<Network> proxies(Section section) {
    List<String> written = section.texts("trusted-proxies");
    written.stream()
        .filter(one -> Network.read(one).isEmpty())
        .forEach(one ->
            section
                .at("trusted-proxies")
                .wrong(
                    "`%s` is no address and no network".formatted(one),
                    "write the proxy's own, such as 127.0.0.1 or 10.0.0.0/8"));
    return written.stream().flatMap(one -> Network.read(one).stream());
  }

  private static OperatorSettings operator(Section operator) {
    String heartbeat = operator.text("heartbeat", "").strip();
    URI address = null;
    try {
      address = heartbeat.isEmpty() ? null : URI.create(heartbeat);
    } catch (IllegalArgumentException _) {
      // told below
    }
    if (!heartbeat.isEmpty()
        && (address == null || address.getHost() == null || !heartbeat.matches("https?://.*"))) {
      operator
          .at("heartbeat")
          .wrong("this is no web address", "write the one that the service gave you");
    }
    return new OperatorSettings(
        operator.texts("destinations"),
        address,
        operator.duration("every", "5m"),
        Durations.size(operator.text("disk-free", "500MiB")));
  }

  private SourceSettings sources(ZoneId zone) {
    Section section = root.at("courtlistener");
    URI url = section.address("url", "https://www.courtlistener.com");
    return new SourceSettings(
        url,
        section.text("token", "").strip(),
        section.text("webhook-secret", "").strip(),
        section.texts("webhook-from"),
        zone);
  }

  private static SubscriberSettings subscribers(Section section) {
    String key = section.text("key", "").strip();
    if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
      section
          .at("key")
          .wrong(
              "this is too short to be a secret",
              "write at least %d random letters and digits".formatted(SHORTEST_KEY));
    }
    return new SubscriberSettings(section.flag("open", true), key);
  }

  private static MailSettings mail(Section mail) {
    Section smtp = mail.at("smtp");
    MailSettings.Transport transport =
        mail.text("transport", "directory").equals("smtp")
            ? MailSettings.Transport.SMTP
            : MailSettings.Transport.DIRECTORY;
    MailSettings.Security security =
        MailSettings.Security.ofWord(smtp.text("security", "starttls"));
    String password = smtp.text("password", "");
    if (transport == MailSettings.Transport.SMTP
        && security == MailSettings.Security.NONE
        && !password.isEmpty()) {
      smtp.at("security")
          .warn("the mail password crosses the network in the clear", "write starttls or tls");
    }
    return new MailSettings(
        transport,
        directory(mail),
        from(mail),
        new MailSettings.Smtp(
            smtp.text("host", "localhost"),
            smtp.number("port", 587),
            security,
            smtp.text("username", ""),
            password,
            smtp.number("connections", 4)),
        bounces(mail.at("bounces")),
        dkim(mail.at("dkim")));
  }

  private static @Nullable String bounces(Section bounces) {
    String address = bounces.text("address", "").strip();
    if (address.isEmpty()) {
      return null;
    }
    if (!address.matches("[A-Za-z0-9._+=-]*([{]token[}][A-Za-z0-9._+=-]*)?@[A-Za-z0-9.-]+")) {
      bounces
          .at("address")
          .wrong("this is no address for bounces", "write one such as bounce@example.org");
    }
    return address;
  }

  private static MailSettings.@Nullable Dkim dkim(Section dkim) {
    if (!dkim.has("domain") || !dkim.has("selector") || !dkim.has("private-key")) {
      return null;
    }
    MailSettings.Dkim settings =
        new MailSettings.Dkim(
            dkim.text("domain", ""), dkim.text("selector", ""), dkim.text("private-key", ""));
    if (dkim.at("private-key").sound() && !EmailChannel.isPrivateKey(settings.privateKey())) {
      dkim.at("private-key")
          .wrong(
              "this is no RSA key in PKCS #8 (PEM)",
              "write ${file:/run/secrets/dkim.pem}, a file made by `openssl genpkey -algorithm RSA`");
    }
    return settings;
  }

  private static Path directory(Section mail) {
    try {
      return Path.of(mail.text("directory", "./data/mail"));
    } catch (InvalidPathException _) {
      mail.at("directory").wrong("this is no path", "write one such as ./data/mail");
      return Path.of("data/mail");
    }
  }

  /** RFC 5322 §3.4 in the two forms people write: an address, or a name and one in brackets. */
  private static String from(Section mail) {
    String from = mail.text("from", "Crier <crier@localhost>").strip();
    if (!from.matches("[^<>@\\r\\n]*<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s]+@[^<>@\\s]+")) {
      mail.at("from").wrong("this is no sender", "write one such as Crier <crier@example.org>");
    }
    return from;
  }
}
