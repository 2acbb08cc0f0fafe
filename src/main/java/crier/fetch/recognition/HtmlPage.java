package crier.fetch.recognition;

import com.google.re2j.Pattern;
import crier.fetch.Fetched;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** HTML with status 200 that is some other page: not found, under repair, a login, half a page. */
final class HtmlPage {

  /** Characters of visible text under which a telling title or heading is believed alone. */
  private static final int SHORT = 1500;

  /** So short a page is nothing beside what it says of another that is missing. */
  private static final int LITTLE = 600;

  private static final Pattern CERTAINLY_MISSING =
      PageNames.whole(
          "(sorry,? |oops!? |(error )?404[ :-]+)?((the|this|that|your) )?(requested )?"
              + "(page|file|document|resource|url)( you (requested|are looking for|were looking for))?"
              + " ((is|was|could|can|has|does) not|cannot|can't|isn't|wasn't|doesn't|couldn't|not)"
              + "( be)?( been)? (found|exist)"
              + "|(sorry,? )?(we|you) (can't|cannot|could not|couldn't) find (the|this|that) page.{0,40}"
              + "|((uh[ -]?oh|oops|oh no|sorry|hmm)[,!.]? )?(the|this|that|your) page"
              + " (has|is|seems to have|appears to have) (been )?(gone missing|missing|moved|removed|deleted|retired|gone)");

  /** What a page without much else says when it stands for another, whatever its heading is. */
  private static final Pattern MISSING_WORDS =
      Pattern.compile(
          "(page|content|document|file|resource|item|link) (that )?(you('re| are| were|'ve| have)?)"
              + " (looking for|requested|trying to (reach|find|access|view)|followed)[^.]{0,40}"
              + " (no longer|not|n't|may have|might have|has been|was|moved|removed|unavailable)"
              + "|(can't|cannot|can not|couldn't|could not|unable to|not able to)( seem to)? (find|locate)"
              + " (what you|(the|that|this) (page|content|document|file|resource))");

  private static final Pattern MISSING =
      PageNames.whole(
          "(http |server )?(error )?:?(404|410)( error)?([ :-]+(page |file )?(not found|gone))?|not found|gone");
  private static final Pattern REFUSED =
      PageNames.whole(
          "(http |server )?(error )?(401|403|407|429|451)( error)?"
              + "([ :-]+(unauthorized|forbidden|access denied|too many requests|authorization"
              + " required))?|access (is )?(denied|forbidden)|forbidden|unauthorized|too many"
              + " requests|request blocked|permission denied");
  private static final Pattern BROKEN =
      PageNames.whole(
          "(http |server )?(error )?(400|500|502|503|504|520|521|522|523|524)( error)?"
              + "([ :-]+[a-z -]{3,40})?|(internal )?server error|bad gateway|gateway time-?out"
              + "|service (is )?(temporarily )?unavailable|error|an error (has )?occurred"
              + "|(application|runtime|database|unexpected) error|error establishing a database"
              + " connection|something went wrong|temporarily unavailable|server error in '/'"
              + " application");
  private static final Pattern REPAIR =
      PageNames.whole(
          "(site |website |page |system |server )?(is )?(currently )?((under|down for|undergoing|in)"
              + " )?(scheduled |routine |planned )?maintenance( mode)?"
              + "|we('ll| will) be (right )?back( soon| shortly)?|site (is )?offline");
  private static final Pattern REPAIR_WORDS =
      Pattern.compile(
          "(currently|temporarily|is) (undergoing|under|down for|unavailable for)"
              + " (scheduled |routine )?maintenance|unavailable for scheduled maintenance");
  private static final Pattern LOGIN =
      PageNames.whole(
          "((please|user|member|staff|account|secure|pacer|cm/ecf|central) )*(log|sign)[ -]?(in|on)"
              + "( (required|page|here|form))?|(log|sign) in to( your| continue).{0,40}"
              + "|authentication required|session (has )?(expired|timed out)"
              + "|your session has (expired|timed out)");

  private HtmlPage() {}

  static Optional<Fetched> objection(Recognition.Page page, Markup markup) {
    PageNames names = PageNames.of(markup);
    boolean little = markup.length() < SHORT;
    if (login(page, markup, names, little)) {
      return Recognition.blocked(page, "sent a login page");
    }
    if (names.any(CERTAINLY_MISSING)
        || names.tell(MISSING, little)
        || (markup.length() < LITTLE && MISSING_WORDS.matcher(words(markup)).find())) {
      return Recognition.gone(page, "says there is no such page, with status " + page.status());
    }
    if (names.tell(REFUSED, little)) {
      return Recognition.blocked(page, "refuses the page, with status " + page.status());
    }
    if (names.tell(REPAIR, little) || (little && REPAIR_WORDS.matcher(markup.visible()).find())) {
      return Recognition.failed(page, "is under maintenance");
    }
    if (names.tell(BROKEN, little)) {
      return Recognition.failed(page, "sent an error page, with status " + page.status());
    }
    if (sentHome(page)) {
      return Recognition.failed(
          page, "redirects to its home page, as sites do when a page is no longer there");
    }
    if (markup.cut()) {
      return Recognition.failed(page, "sent half a page: it breaks off");
    }
    if (markup.length() == 0 && markup.links() == 0 && !markup.media()) {
      return Recognition.failed(page, "sent a page without any text");
    }
    return Optional.empty();
  }

  private static String words(Markup markup) {
    return markup.visible().replace('’', '\'');
  }

  private static boolean sentHome(Recognition.Page page) {
    String asked = path(page.asked());
    boolean deep = asked.indexOf('/', 1) > 0 && asked.indexOf('/', 1) < asked.length() - 1;
    return deep && path(page.address()).length() <= 1 && page.address().getRawQuery() == null;
  }

  private static String path(URI address) {
    return String.valueOf(address.getPath()).toLowerCase(Locale.ROOT);
  }

  private static boolean login(
      Recognition.Page page, Markup markup, PageNames names, boolean little) {
    boolean called = names.any(LOGIN);
    String path = path(page.address());
    boolean sentThere =
        page.redirected()
            && Stream.of("login", "signin", "sign-in", "/sso").anyMatch(path::contains);
    return markup.password()
        ? called || sentThere || (markup.length() < 300 && markup.links() < 5)
        : called && little;
  }
}
