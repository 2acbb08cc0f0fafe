package crier.app;

import crier.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz as a mere ticker: calls small pieces of work again and again. What is due when stands in
 * the database; so a missed tick is no loss, and after a pause there is one tick, not a storm.
 */
final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final String WORK = "work";
  private static final long PUT_BACK = 2_000;

  private final Scheduler scheduler;
  private final InstantSource clock;
  private final Map<String, AtomicLong> lastRuns = new ConcurrentHashMap<>();
  private final Map<String, Duration> intervals = new ConcurrentHashMap<>();
  private final ScheduledExecutorService minding =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private long lastWall;
  private long lastNanos;

  Ticker(String name, InstantSource clock) throws SchedulerException {
    Properties properties = new Properties();
    // Scheduler names are singletons of the JVM: two daemons in one test need two names.
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.threadCount", "6");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    this.scheduler = new StdSchedulerFactory(properties).getScheduler();
    this.clock = clock;
  }

  /** Calls this work every so often, never two at once; what it throws is logged and forgotten. */
  void every(Duration interval, String name, Runnable work) throws SchedulerException {
    AtomicLong lastRun = new AtomicLong(clock.millis());
    lastRuns.put(name, lastRun);
    intervals.put(name, interval);
    Runnable watched =
        () -> {
          try {
            work.run();
            lastRun.set(clock.millis());
          } catch (Database.Away _) {
            // Said already; the ticker itself goes on.
            lastRun.set(clock.millis());
          } catch (RuntimeException e) {
            LOG.error("{} broke down; it is tried again in {}", name, interval, e);
          }
        };
    scheduler.scheduleJob(
        JobBuilder.newJob(Turn.class)
            .withIdentity(name)
            .usingJobData(new JobDataMap(Map.of(WORK, watched)))
            .build(),
        trigger(name, interval));
  }

  private static Trigger trigger(String name, Duration interval) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(interval.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }

  void start() throws SchedulerException {
    scheduler.start();
    lastWall = clock.millis();
    lastNanos = System.nanoTime();
    var _ = minding.scheduleWithFixedDelay(this::mindTheClock, 1, 1, TimeUnit.SECONDS);
  }

  /** Quartz waits for a time of day; where the clock is put back, that is long to come. */
  void mindTheClock() {
    long wall = clock.millis();
    long nanos = System.nanoTime();
    boolean putBack = wall - lastWall < TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos) - PUT_BACK;
    lastWall = wall;
    lastNanos = nanos;
    if (putBack) {
      LOG.warn("the clock has been put back; everything is done once, now");
      intervals.forEach(this::begin);
    }
  }

  private void begin(String name, Duration interval) {
    try {
      scheduler.rescheduleJob(TriggerKey.triggerKey(name), trigger(name, interval));
    } catch (SchedulerException e) {
      LOG.error("{} waits for the clock to catch up", name, e);
    }
  }

  /** Whether this work has come to an end within so long; for liveness. */
  boolean alive(String name, Duration within) {
    AtomicLong lastRun = lastRuns.get(name);
    return lastRun != null && clock.millis() - lastRun.get() <= within.toMillis();
  }

  @Override
  public void close() {
    minding.shutdownNow();
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("the ticker did not stop in order", e);
    }
  }

  /** One turn of a piece of work. Public because Quartz makes it by reflection. */
  @DisallowConcurrentExecution
  public static final class Turn implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      if (context.getMergedJobDataMap().get(WORK) instanceof Runnable work) {
        work.run();
      }
    }
  }
}
