// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

/** The names that documents and queries share. They are stored, so they are only ever added to. */
public final class Fields {

  public static final String ID = "_id";

  /** Of a job: the offset of the last event applied; the guard of every replacement. */
  public static final String APPLIED = "applied";

  /** Of a job that has not ended: its events partition. Absent afterwards. */
  public static final String ACTIVE = "active";

  public static final String PARTITION = "partition";
  public static final String STATUS = "status";
  public static final String ATTEMPT = "attempt";
  public static final String ASK = "ask";
  public static final String TEMPLATE = "template";
  public static final String POOL = "pool";

  /** Of the queue that a job or a run is from. Absent where it is the pool's normal one. */
  public static final String PRIORITY = "priority";

  public static final String QUEUED_AT = "queuedAt";
  public static final String ENDED_AT = "endedAt";

  /** Of a job or a history row: the template in lower case, by which it is found in any case. */
  public static final String TEMPLATE_KEY = "templateKey";

  public static final String STARTED_AT = "startedAt";
  public static final String MESSAGE = "message";

  /** Of a job or a history row: nobody is to see it any more. Absent otherwise. */
  public static final String HIDDEN = "hidden";

  /** Of a job: it failed and has no attempt left. Absent otherwise. */
  public static final String EXHAUSTED = "exhausted";

  /** Of a job that has to be let through: the limit it needs a place in. Absent otherwise. */
  public static final String WAITS_FOR = "waitsFor";

  /** Of such a job: the partition of submissions whose owner lets it through. */
  public static final String DECIDER = "decider";

  /** Of a job that has been let through and has not ended: the limit it has a place in. */
  public static final String PLACE = "place";

  /** Of a history row: the job. */
  public static final String JOB = "job";

  /** Of a history row: the job, or what it continues. */
  public static final String SERIES = "series";

  /** Of a history row: the template's name, or the type of an operation of its own. */
  public static final String JOB_TYPE = "jobType";

  /** Of a history row: its job type in lower case, by which it is found in any case. */
  public static final String JOB_TYPE_KEY = "jobTypeKey";

  /** Of a history row: how the job was scheduled, as a text; absent if it was asked for at once. */
  public static final String SCHEDULE = "schedule";

  /** Of a history row: the worker's id. */
  public static final String WORKER = "worker";

  public static final String HOSTNAME = "hostname";

  /** Of a history row: its host in lower case, by which it is found in any case. */
  public static final String HOSTNAME_KEY = "hostnameKey";

  /** Of a history row: another attempt follows. Absent otherwise. */
  public static final String RETRYING = "retrying";

  /** Of a history row: somebody has taken note of it. Absent otherwise. */
  public static final String ACKNOWLEDGED = "acknowledged";

  /** Of a result. */
  public static final String TEXT = "text";

  /** Of a result: whether more was handed back than is kept. */
  public static final String TRUNCATED = "truncated";

  /** Of a log chunk: the record as it was on the topic. */
  public static final String RECORD = "record";

  /** Of a log chunk: the broker's append time. */
  public static final String APPENDED_AT = "appendedAt";

  /** Of a position: the offset to read next. */
  public static final String NEXT = "next";

  /** Of a position: the id of the topic it counts in. */
  public static final String TOPIC_ID = "topicId";

  /** Of a watermark: every request appended to a queue before this instant has been projected. */
  public static final String THROUGH = "through";

  /** Of the status counts of a partition: by status, how many jobs there are. */
  public static final String COUNTS = "counts";

  /** Of what is replaced only where nobody else has replaced it. */
  public static final String VERSION = "version";

  /** Of a rate: when jobs were let through. */
  public static final String STARTS = "starts";

  /** Of counts: the same for each template, jobs without one under an empty name. */
  public static final String TEMPLATES = "templates";

  private Fields() {}
}
