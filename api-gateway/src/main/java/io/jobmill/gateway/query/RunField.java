// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

/** What runs can be filtered and sorted by. */
public enum RunField {
  /** The history id. */
  ID(Kind.NUMBER),
  /** The job. */
  JOB(Kind.TEXT),
  /** The job, or what it continues. */
  SERIES(Kind.TEXT),
  /** The template's name, or the type of an operation of its own. */
  JOB_TYPE(Kind.TEXT),
  /** The worker's id. */
  WORKER(Kind.TEXT),
  HOSTNAME(Kind.TEXT),
  POOL(Kind.TEXT),
  /** A word of {@link io.jobmill.view.RunStatus}. */
  STATUS(Kind.TEXT),
  /** How the job was scheduled; NULL if it was asked for at once. */
  SCHEDULE(Kind.TEXT),
  /** NULL is true of an empty one as well. */
  MESSAGE(Kind.TEXT),
  STARTED_AT(Kind.TIME),
  /** NULL while it runs. */
  ENDED_AT(Kind.TIME),
  /** Whether another attempt follows. */
  RETRYING(Kind.FLAG),
  /** Whether somebody has taken note of how it ended. */
  ACKNOWLEDGED(Kind.FLAG);

  /** What values of a field are; decides the operators there are. */
  public enum Kind {
    NUMBER,
    TEXT,
    TIME,
    FLAG
  }

  private final Kind kind;

  RunField(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
