package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x,https://a.example/y,true",
    "http://a.example/,https://a.example/,true",
    "https://a.example/,http://a.example/,false",
    "https://a.example/,https://b.example/,false",
    "https://a.example/,https://x.a.example/,false",
    "https://a.example/,https://a.example:8443/,false",
    "http://a.example:8080/,http://A.EXAMPLE:8080/,true"
  })
  void ownHeadersGoToTheSameServerAndNeverOffTheSecurePath(
      String meant, String other, boolean same) {
    assertThat(Hosts.sameServer(HttpUrl.get(meant), HttpUrl.get(other))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/,a.example",
    "http://A.example:80/,a.example",
    "http://a.example:8080/,a.example:8080"
  })
  void oneServerHasOnePaceOverBothSchemes(String url, String key) {
    assertThat(Hosts.key(HttpUrl.get(url))).isEqualTo(key);
  }
}
