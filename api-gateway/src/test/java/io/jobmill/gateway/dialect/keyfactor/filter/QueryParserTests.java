// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.problem.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTests {

  private static final Field TYPE = Field.of("JobType", Kind.TEXT);
  private static final Field MESSAGE = Field.of("Message", Kind.TEXT);
  private static final Field STATUS =
      new Field("Status", Kind.NUMBER, Map.of("completed", 3L, "inprocess", 2L));
  private static final Field RESULT = new Field("Result", Kind.NUMBER, Map.of("failure", 4L));
  private static final Field START = Field.of("OperationStart", Kind.DATE);
  private static final Field REQUIRED = Field.of("Required", Kind.FLAG);
  private static final Field JOB = Field.of("JobId", Kind.GUID);
  private static final Fields FIELDS =
      Fields.of(TYPE, MESSAGE, STATUS, RESULT, START, REQUIRED, JOB).alias("Type", TYPE);

  private static final UUID ID = UUID.fromString("019ca945-0a00-7000-8000-0123456789ab");
  private static final Values VALUES = new Values(Instant.parse("2026-06-15T12:00:00Z"), "ops");

  /** A failed inventory of yesterday that is being tried again, without a message. */
  private static final Map<Field, Object> ITEM =
      Map.of(
          TYPE,
          "Inventory",
          STATUS,
          3L,
          RESULT,
          4L,
          START,
          Instant.parse("2026-06-14T08:30:00Z"),
          REQUIRED,
          true,
          JOB,
          ID);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JobType -eq \"Inventory\" | true",
        "jobtype -EQ inventory | true",
        "Type -ne \"Inventory\" | false",
        "JobType -contains \"vent\" | true",
        "JobType -contains VENT | true",
        "JobType -notcontains \"vent\" | false",
        "JobType -startswith \"Inv\" | true",
        "JobType -endswith \"tory\" | true",
        "JobType -endswith \"Inv\" | false",
        "JobType -eq \"say \"\"hello\"\"\" | false",
        "Result -eq 4 | true",
        "Result -eq \"4\" | true",
        "Result -eq Failure | true",
        "Result -lt 4 | false",
        "Result -le 4 | true",
        "Result -gt 3 | true",
        "Result -ge 5 | false",
        "Status -eq \"InProcess\" | false",
        "Message -eq NULL | true",
        "Message -eq null | true",
        "Message -eq \"NULL\" | false",
        "Message -eq \"\" | true",
        "Message -ne NULL | false",
        "Message -ne \"x\" | true",
        "Message -notcontains \"x\" | true",
        "Message -contains \"x\" | false",
        "JobType -ne NULL | true",
        "Required -eq true | true",
        "Required -ne True | false",
        "JobID -eq \"019CA945-0a00-7000-8000-0123456789ab\" | true",
        "JobId -eq {019ca945-0a00-7000-8000-0123456789ab} | true",
        "JobId -ne 019ca945-0a00-7000-8000-0123456789ac | true",
        "OperationStart -ge \"2026-06-14T08:30:00Z\" | true",
        "OperationStart -gt \"2026-06-14T08:30:00Z\" | false",
        "OperationStart -eq \"2026-06-14T10:30:00+02:00\" | true",
        "OperationStart -eq \"2026-06-14T08:30:00\" | true",
        "OperationStart -eq \"2026-06-14 08:30:00\" | true",
        "OperationStart -eq \"2026-06-14\" | true",
        "OperationStart -ne \"2026-06-14\" | false",
        "OperationStart -eq \"2026-06-15\" | false",
        "OperationStart -lt %TODAY% | true",
        "OperationStart -ge %TODAY%-1 | true",
        "OperationStart -ge \"%TODAY-1%\" | true",
        "OperationStart -ge \"%today% + 1\" | false",
        "OperationStart -eq NULL | false",
        "Result -eq 4 and Status -eq 3 | true",
        "Result -eq 4 AND Status -eq 5 | false",
        "Result -eq 4 OR Status -eq 5 | true",
        // AND binds tighter than OR.
        "Result -eq 4 OR Status -eq 5 AND JobType -eq x | true",
        "(Result -eq 4 OR Status -eq 5) AND JobType -eq x | false",
        "(Result -eq \"4\" OR Result -eq \"3\") AND (Status -eq \"3\" OR Status -eq \"5\") | true",
        "JobType -ne \"Inventory\" AND Result -eq \"4\" AND (Status -eq \"4\" OR Status -eq \"3\") | false",
        "((((Result -eq 4)))) | true",
        "(Result -eq 4)AND(Status -eq 3) | true",
      })
  void findsWhatIsAskedFor(String query, boolean found) {
    assertThat(parse(query).matches(ITEM::get)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Colour -eq 1 | the query has an unknown field 'Colour' at 1; fields are JobType, Message, Status, Result, OperationStart, Required, JobId",
        "\"Result\" -eq 4 | the query has an unknown field 'Result' at 1; fields are JobType, Message, Status, Result, OperationStart, Required, JobId",
        "Result -like 4 | the query has an unknown operator '-like' at 8; for Result there are -eq, -ne, -lt, -le, -gt, -ge",
        "Result eq 4 | the query has an unknown operator 'eq' at 8; for Result there are -eq, -ne, -lt, -le, -gt, -ge",
        "Result -contains 4 | the query's field Result cannot be compared with -contains; there are -eq, -ne, -lt, -le, -gt, -ge",
        "JobType -gt a | the query's field JobType cannot be compared with -gt; there are -eq, -ne, -contains, -notcontains, -startswith, -endswith",
        "Result -eq bad | the query's field Result must be compared with a whole number, not 'bad'",
        "Required -eq yes | the query's field Required must be compared with true or false, not 'yes'",
        "JobId -eq 12 | the query's field JobId must be compared with a GUID, not '12'",
        "OperationStart -gt soon | the query's field OperationStart must be compared with a date like 2026-01-31, a time like 2026-01-31T08:30:00Z or %TODAY%-7, not 'soon'",
        "Result -gt NULL | the query compares NULL with -eq or -ne only",
        "Result | the query ends where an operator after Result is expected",
        "Result -eq | the query ends where a value after -eq is expected",
        "Result -eq 4 AND | the query ends where a field is expected",
        "Result -eq 4 Status -eq 3 | the query has AND or OR missing before 'Status' at 14",
        "(Result -eq 4 | the query has no closing parenthesis for the one at 1",
        "(Result -eq 4 Status -eq 3) | the query has AND or OR missing before 'Status' at 15",
        "Result -eq 4) | the query has a closing parenthesis too many, at 13",
        "Result -eq ) | the query has a value missing before ')' at 12",
        "() | the query has an unknown field ')' at 2; fields are JobType, Message, Status, Result, OperationStart, Required, JobId",
        "JobType -eq \"x | the query has no closing quote for the one at 13",
      })
  void saysWhatIsWrong(String query, String message) {
    assertThatThrownBy(() -> parse(query)).isInstanceOf(Refusal.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void nothingAskedForIsEverything(String query) {
    assertThat(parse(query)).isEqualTo(Filter.EVERYTHING);
    assertThat(QueryParser.parse(null, FIELDS, VALUES).matches(ITEM::get)).isTrue();
  }

  @Test
  void theCallersNameStandsForMe() {
    assertThat(parse("Message -eq %ME%").matches(Map.<Field, Object>of(MESSAGE, "OPS")::get))
        .isTrue();
  }

  @Test
  void isBoundedInLengthDepthAndNumber() {
    assertThatThrownBy(() -> parse("(".repeat(33) + "Result -eq 4" + ")".repeat(33)))
        .hasMessage("the query is nested deeper than 32");
    assertThatThrownBy(() -> parse("Result -eq 4 OR ".repeat(200) + "Result -eq 4"))
        .hasMessage("the query has more than 200 comparisons");
    assertThatThrownBy(() -> parse("x".repeat(16_385)))
        .hasMessage("the query is longer than 16384 characters");
    assertThat(parse("(".repeat(32) + "Result -eq 4" + ")".repeat(32)).matches(ITEM::get)).isTrue();
  }

  /** Whatever is thrown at it: a tree, or a refusal. */
  @Test
  void neverFailsInAnyOtherWay() {
    String[] pieces = {
      "Result",
      "-eq",
      "4",
      "(",
      ")",
      "AND",
      "or",
      "\"",
      "\"a b\"",
      "NULL",
      " ",
      "%TODAY%",
      "-7",
      "JobId",
      "-contains",
      "JobType",
      "\u0000",
      "😀",
      "OperationStart",
      "-lt",
      "99999999999999999999",
      "%TODAY%+99999",
      "9999-12-31",
      "-ne"
    };
    Random random = new Random(4711);
    for (int n = 0; n < 20_000; n++) {
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        query.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
      }
      outcome(query.toString());
    }
  }

  /** A query made of a tree is read as that tree: it finds what the tree finds. */
  @Test
  void readsWhatATreeWouldWrite() {
    Random random = new Random(42);
    for (int n = 0; n < 2_000; n++) {
      Written written = written(random, 4);
      Map<Field, Object> item = new HashMap<>();
      item.put(RESULT, (long) random.nextInt(4));
      item.put(STATUS, (long) random.nextInt(4));

      assertThat(parse(written.text()).matches(item::get))
          .as("%s of %s", written.text(), item)
          .isEqualTo(written.tree().matches(item::get));
    }
  }

  private record Written(String text, Filter tree) {}

  private static Written written(Random random, int depth) {
    int what = depth == 0 ? 0 : random.nextInt(3);
    if (what == 0) {
      Field field = random.nextBoolean() ? RESULT : STATUS;
      Operator operator =
          new Operator[] {Operator.EQ, Operator.NE, Operator.LT, Operator.GE}[random.nextInt(4)];
      long value = random.nextInt(4);
      return new Written(
          field.name() + " " + operator.word() + " " + value,
          new Filter.Comparison(field, operator, value));
    }
    Written left = written(random, depth - 1);
    Written right = written(random, depth - 1);
    var parts = java.util.List.of(left.tree(), right.tree());
    return what == 1
        ? new Written("(%s) AND (%s)".formatted(left.text(), right.text()), new Filter.All(parts))
        : new Written("(%s) OR (%s)".formatted(left.text(), right.text()), new Filter.Any(parts));
  }

  private static @Nullable Filter outcome(String query) {
    try {
      return parse(query);
    } catch (Refusal e) {
      assertThat(e.status()).isEqualTo(400);
      return null;
    }
  }

  private static Filter parse(String query) {
    return QueryParser.parse(query, FIELDS, VALUES);
  }
}
