// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import io.jobmill.gateway.dialect.keyfactor.filter.Filter.All;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter.Any;
import io.jobmill.gateway.dialect.keyfactor.filter.Filter.Comparison;
import io.jobmill.gateway.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query.
 *
 * <pre>
 * query   := and { "OR" and }
 * and     := primary { "AND" primary }
 * primary := "(" query ")" | field operator value
 * value   := "quoted" | bare | NULL
 * </pre>
 *
 * Names, operators and keywords come in any case. Length, depth and the number of comparisons are
 * bounded.
 */
public final class QueryParser {

  static final int MAX_LENGTH = 16_384;
  static final int MAX_DEPTH = 32;
  static final int MAX_COMPARISONS = 200;

  private static final Token END = new Token("", false, 0);

  private final List<Token> tokens;
  private final Fields fields;
  private final Values values;
  private int next;
  private int depth;
  private int comparisons;

  private QueryParser(List<Token> tokens, Fields fields, Values values) {
    this.tokens = tokens;
    this.fields = fields;
    this.values = values;
  }

  /**
   * @param query absent or blank, everything is wanted
   * @throws Refusal 400 saying what is wrong with it
   */
  public static Filter parse(@Nullable String query, Fields fields, Values values) {
    if (query == null || query.isBlank()) {
      return Filter.EVERYTHING;
    }
    if (query.length() > MAX_LENGTH) {
      throw Refusal.badRequest("the query is longer than %d characters".formatted(MAX_LENGTH));
    }
    QueryParser parser = new QueryParser(Token.all(query), fields, values);
    Filter filter = parser.or();
    Token rest = parser.peek();
    if (!rest.equals(END)) {
      throw Refusal.badRequest(
          rest.is(")")
              ? "the query has a closing parenthesis too many, at " + rest.place()
              : "the query has AND or OR missing before " + rest.shown());
    }
    return filter;
  }

  private Filter or() {
    return joined("OR", this::and, Any::new);
  }

  private Filter and() {
    return joined("AND", this::primary, All::new);
  }

  private Filter joined(
      String word, Supplier<Filter> part, Function<List<Filter>, Filter> together) {
    Filter first = part.get();
    if (!peek().is(word)) {
      return first;
    }
    List<Filter> parts = new ArrayList<>(List.of(first));
    while (peek().is(word)) {
      next++;
      parts.add(part.get());
    }
    return together.apply(parts);
  }

  private Filter primary() {
    if (!peek().is("(")) {
      return comparison();
    }
    Token open = take("a field or a parenthesis");
    if (++depth > MAX_DEPTH) {
      throw Refusal.badRequest("the query is nested deeper than " + MAX_DEPTH);
    }
    Filter inner = or();
    if (!peek().is(")")) {
      throw Refusal.badRequest(
          peek().equals(END)
              ? "the query has no closing parenthesis for the one at " + open.place()
              : "the query has AND or OR missing before " + peek().shown());
    }
    next++;
    depth--;
    return inner;
  }

  private Filter comparison() {
    if (++comparisons > MAX_COMPARISONS) {
      throw Refusal.badRequest("the query has more than %d comparisons".formatted(MAX_COMPARISONS));
    }
    Token name = take("a field");
    Field field =
        fields
            .find(name.quoted() ? "" : name.text())
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "the query has an unknown field %s; fields are %s"
                            .formatted(name.shown(), fields.names())));
    Token word = take("an operator after " + field.name());
    Operator operator =
        Operator.ofWord(word.quoted() ? "" : word.text())
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "the query has an unknown operator %s; for %s there are %s"
                            .formatted(word.shown(), field.name(), field.kind().words())));
    if (!field.kind().allows(operator)) {
      throw Refusal.badRequest(
          "the query's field %s cannot be compared with %s; there are %s"
              .formatted(field.name(), operator.word(), field.kind().words()));
    }
    Token value = take("a value after " + operator.word());
    if (!value.quoted() && (value.is("(") || value.is(")"))) {
      throw Refusal.badRequest("the query has a value missing before " + value.shown());
    }
    return value.is("NULL") ? nothing(field, operator) : something(field, operator, value);
  }

  private static Filter nothing(Field field, Operator operator) {
    if (operator != Operator.EQ && operator != Operator.NE) {
      throw Refusal.badRequest("the query compares NULL with -eq or -ne only");
    }
    return new Comparison(field, operator, null);
  }

  /** A day without a time equals all of its times. */
  private Filter something(Field field, Operator operator, Token token) {
    Object value = values.read(field, token);
    LocalDate day = field.kind() == Kind.DATE ? values.day(token.text()) : null;
    if (day == null || !(operator == Operator.EQ || operator == Operator.NE)) {
      return new Comparison(field, operator, value);
    }
    Instant from = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant to = from.plus(Duration.ofDays(1));
    return operator == Operator.EQ
        ? new All(
            List.of(
                new Comparison(field, Operator.GE, from), new Comparison(field, Operator.LT, to)))
        : new Any(
            List.of(
                new Comparison(field, Operator.LT, from),
                new Comparison(field, Operator.GE, to),
                new Comparison(field, Operator.EQ, null)));
  }

  private Token peek() {
    return next < tokens.size() ? tokens.get(next) : END;
  }

  private Token take(String wanted) {
    if (next >= tokens.size()) {
      throw Refusal.badRequest("the query ends where %s is expected".formatted(wanted));
    }
    return tokens.get(next++);
  }
}
