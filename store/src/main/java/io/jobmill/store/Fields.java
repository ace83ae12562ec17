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
  public static final String TEMPLATE = "template";
  public static final String POOL = "pool";
  public static final String QUEUED_AT = "queuedAt";
  public static final String ENDED_AT = "endedAt";

  /** Of a history row: the job. */
  public static final String JOB = "job";

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

  private Fields() {}
}
