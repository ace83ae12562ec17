// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import io.jobmill.handler.CancelHook;
import io.jobmill.handler.JobContext;
import io.jobmill.handler.LogLevel;
import io.jobmill.handler.Variables;
import io.jobmill.job.Operation;
import io.jobmill.job.Value;
import io.jobmill.wire.PlainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job for one handler call, which remembers what the handler did. */
public final class RecordedJob implements JobContext {

  public record Entry(LogLevel level, String message) {}

  private final Operation operation;
  private final Map<String, Value> variables = new LinkedHashMap<>();
  private final BlockingQueue<Entry> log = new LinkedBlockingQueue<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private @Nullable String result;
  private @Nullable Boolean changed;
  private @Nullable String warning;
  private @Nullable Integer exitCode;
  private @Nullable String traceparent;
  private @Nullable String tracestate;

  private RecordedJob(Operation operation) {
    this.operation = operation;
  }

  public static RecordedJob of(Operation operation) {
    return new RecordedJob(operation);
  }

  public static RecordedJob of(String type, Map<String, @Nullable Object> data) {
    return new RecordedJob(new Operation(type, data));
  }

  public RecordedJob with(String name, String value) {
    variables.put(name, Value.of(value));
    return this;
  }

  public RecordedJob with(String name, List<String> values) {
    variables.put(name, Value.ofList(values));
    return this;
  }

  public RecordedJob with(String name, Value value) {
    variables.put(name, value);
    return this;
  }

  public RecordedJob within(String parent, String state) {
    traceparent = parent;
    tracestate = state;
    return this;
  }

  public List<Entry> log() {
    return List.copyOf(log);
  }

  /** Waits for the next entry and takes it out. */
  public Entry nextEntry() throws InterruptedException {
    Entry entry = log.poll(20, TimeUnit.SECONDS);
    if (entry == null) {
      throw new AssertionError("nothing was logged");
    }
    return entry;
  }

  public List<String> lines() {
    return log.stream().map(entry -> entry.level() + ": " + entry.message()).toList();
  }

  /** Each as {@code percent text}. */
  public List<String> progress() {
    return List.copyOf(progress);
  }

  public @Nullable String result() {
    return result;
  }

  public @Nullable Boolean changed() {
    return changed;
  }

  public @Nullable String warning() {
    return warning;
  }

  public @Nullable Integer exitCode() {
    return exitCode;
  }

  @Override
  public UUID id() {
    return UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  }

  @Override
  public int attempt() {
    return 2;
  }

  @Override
  public Optional<String> template() {
    return Optional.of("ablast");
  }

  @Override
  public Map<String, @Nullable Object> data() {
    return operation.data();
  }

  @Override
  public Variables variables() {
    return HandlerVariables.of(variables, Set.of());
  }

  @Override
  public String worker() {
    return "host-1";
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.ofNullable(traceparent);
  }

  @Override
  public Optional<String> tracestate() {
    return Optional.ofNullable(tracestate);
  }

  @Override
  public void log(LogLevel level, String message) {
    log.add(new Entry(level, message));
  }

  @Override
  public void progress(int percent) {
    progress.add(Integer.toString(percent));
  }

  @Override
  public void progress(String text) {
    progress.add(text);
  }

  @Override
  public void progress(int percent, String text) {
    progress.add(percent + " " + text);
  }

  @Override
  public CancelHook onCancel(Runnable action) {
    return () -> {};
  }

  @Override
  public void resultJson(@Nullable Object tree) {
    result(PlainJson.of(tree));
  }

  @Override
  public void result(String text) {
    result = text;
  }

  @Override
  public void changed(boolean newChanged) {
    changed = newChanged;
  }

  @Override
  public void warning(String reason) {
    warning = reason;
  }

  @Override
  public void exitCode(int code) {
    exitCode = code;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }
}
