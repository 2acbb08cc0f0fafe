package crier.watch;

import java.nio.charset.StandardCharsets;

/** What sources of courts answer, as small as can be. */
final class CourtAnswers {

  private CourtAnswers() {}

  /**
   * CourtListener's feed of a docket: one old entry, and one with these words unless they are
   * empty.
   */
  static byte[] atom(String words) {
    String entry =
        "<entry><title>Entry #%s in A v. B, 1:25-cv-00677</title>"
            + "<link href='https://cl.example/docket/69714586/a-v-b/?order_by=desc#entry-%s'/>"
            + "<published>2026-06-0%sT00:00:00-07:00</published>"
            + "<id>https://cl.example/docket/69714586/a-v-b/?order_by=desc#entry-%s</id>"
            + "<summary type='html'>%s</summary></entry>";
    return ("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
            + "<title>Docket updates for A v. B, 1:25-cv-00677</title><id>https://cl.example/</id>"
            + "<updated>2026-06-08T00:00:00-07:00</updated>"
            + (words.isEmpty()
                ? ""
                : entry.formatted("62", "62", "8", "62", words.replace("&", "&amp;amp;")))
            + entry.formatted("61", "61", "1", "61", "JOINT STATUS REPORT by A.")
            + "</feed>")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** CourtListener's search for documents, likewise. */
  static byte[] documents(String words) {
    String row =
        "{\"id\":%d,\"docket_id\":72135139,\"docket_entry_id\":%d,\"entry_number\":%d,"
            + "\"document_number\":%d,\"description\":\"%s\","
            + "\"absolute_url\":\"/docket/72135139/%d/a-v-b/\",\"entry_date_filed\":\"2026-06-0%d\"}";
    return ("{\"count\":2,\"next\":null,\"previous\":null,\"results\":["
            + (words.isEmpty() ? "" : row.formatted(62, 62, 62, 62, words, 62, 8) + ",")
            + row.formatted(61, 61, 61, 61, "JOINT STATUS REPORT by A.", 61, 1)
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A court's own feed, likewise. */
  static byte[] courtRss(String words) {
    String item =
        "<item><title>1:25-cv-00677-DLF A v. B</title>"
            + "<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?300677</link>"
            + "<description>%s</description>"
            + "<guid isPermaLink=\"true\">https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?300677&#x26;%d</guid>"
            + "<pubDate>Mon, 08 Jun 2026 %d:00:00 GMT</pubDate></item>";
    return ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss version=\"2.0\"><channel>"
            + "<title>District Court of the District of Columbia - Recent Entries</title>"
            + "<link>https://ecf.dcd.uscourts.gov</link><description>Docket entries of type: all"
            + "</description><lastBuildDate>Mon, 08 Jun 2026 15:59:00 GMT</lastBuildDate>"
            + (words.isEmpty() ? "" : item.formatted(words, 205, 15))
            + item.formatted("[Notice (Other)]", 203, 10)
            + "</channel></rss>")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
