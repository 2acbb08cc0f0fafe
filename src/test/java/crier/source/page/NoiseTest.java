package crier.source.page;

import static crier.source.Read.NOW;
import static crier.source.Read.capture;
import static crier.source.Read.spec;
import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Extracted;
import crier.model.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two copies of a page that differ in noise only say the same. */
class NoiseTest {

  private static final String PAGE =
      "<html><head><title>FOIA Library</title>%s</head><body class='x'><main%s><h1>FOIA Library</h1>"
          + "<p>Four categories of records are listed below.</p>%s</main></body></html>";

  private static Extracted read(String html) {
    return PageSource.read(spec("page"), capture(html), NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rotating ids      | ''                                                  | " class='js-view-dom-id-%s'" | ''
          CSS aggregate     | "<link rel='stylesheet' href='/css/css_%s.css'>"     | ''                           | ''
          nonce             | "<meta name='csrf' content='%s'>"                    | ''                           | "<script nonce='%s'>x('%s')</script>"
          comment           | ''                                                  | ''                           | "<!-- built %s -->"
          hidden text       | ''                                                  | ''                           | "<span class='visually-hidden'>%s</span><p hidden>%s</p>"
          hidden by style   | ''                                                  | ''                           | "<div style='color:red; display : none'>%s</div>"
          carousel          | ''                                                  | ''                           | "<div class='carousel'><h2>%s</h2></div>"
          menu of the site  | ''                                                  | ''                           | "<div role='navigation'><a href='/'>%s</a></div>"
          form with a token | ''                                                  | ''                           | "<form><input type='hidden' value='%s'><label>%s</label></form>"
          noscript          | ''                                                  | ''                           | "<noscript>You need JavaScript %s</noscript>"
          invisible signs   | ''                                                  | ''                           | "<p>&#8203;&shy;</p>"
          """)
  void noiseIsNoChange(String what, String head, String attribute, String inside) {
    assertThat(read(filled(head, attribute, inside, "9b2e77d04c1a5f38")))
        .as(what)
        .isInstanceOf(Text.class)
        .isEqualTo(read(filled(head, attribute, inside, "7711aa0c55d0b3f2")))
        .isEqualTo(read(PAGE.formatted("", "", "")));
  }

  private static String filled(String head, String attribute, String inside, String noise) {
    return PAGE.formatted(plain(head), plain(attribute), plain(inside)).replace("%s", noise);
  }

  private static String plain(String quoted) {
    return quoted == null ? "" : quoted.replaceAll("^\"|\"$", "");
  }

  @Test
  void anotherSentenceIsAChange() {
    assertThat(read(PAGE.formatted("", "", "<p>One record was added.</p>")))
        .isNotEqualTo(read(PAGE.formatted("", "", "")));
  }

  @Test
  void aPageInsideOneBigFormIsRead() {
    assertThat(
            read(
                "<body><form id='aspnetForm'><input value='x'><p>All the words of the page.</p><form><input></form></form></body>"))
        .isEqualTo(new Text("", "All the words of the page."));
  }
}
