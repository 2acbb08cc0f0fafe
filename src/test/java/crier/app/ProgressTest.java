package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final Progress progress = new Progress(terminal, nanos::get);

  @Test
  void aBarStandsAfterASecondAndGoesOutOfTheWayOfWhatIsPrinted() throws IOException {
    progress.begin("checking", 4);
    progress.step();
    progress.draw();
    assertThat(terminal.size()).isZero();

    nanos.set(Duration.ofSeconds(65).toNanos());
    progress.draw();
    assertThat(text()).endsWith("checking [######..................] 1 of 4, 1:05");

    progress.over(terminal).write("a line\n".getBytes(StandardCharsets.UTF_8));
    assertThat(text()).endsWith("1:05\r\u001b[Ka line\n");
    progress.close();
    progress.draw();
    assertThat(text()).endsWith("a line\n");
  }

  private String text() {
    return terminal.toString(StandardCharsets.UTF_8);
  }
}
