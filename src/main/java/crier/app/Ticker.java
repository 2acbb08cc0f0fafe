package crier.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
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

  private final Scheduler scheduler;
  private final InstantSource clock;
  private final Map<String, AtomicLong> lastRuns = new ConcurrentHashMap<>();

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
    Runnable watched =
        () -> {
          try {
            work.run();
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
        TriggerBuilder.newTrigger()
            .withIdentity(name)
            .startNow()
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(interval.toMillis())
                    .repeatForever()
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build());
  }

  void start() throws SchedulerException {
    scheduler.start();
  }

  /** Whether this work has come to an end within so long; for liveness. */
  boolean alive(String name, Duration within) {
    AtomicLong lastRun = lastRuns.get(name);
    return lastRun != null && clock.millis() - lastRun.get() <= within.toMillis();
  }

  @Override
  public void close() {
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
