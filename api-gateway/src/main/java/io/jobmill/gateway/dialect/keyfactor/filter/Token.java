// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a query.
 *
 * @param text without the quotes
 * @param quoted whether it had quotes: then it is a value and nothing else
 * @param place where it stands, from 1
 */
record Token(String text, boolean quoted, int place) {

  /** All words in order. */
  static List<Token> all(String query) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < query.length()) {
      char c = query.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '(' || c == ')') {
        tokens.add(new Token(String.valueOf(c), false, at + 1));
        at++;
      } else if (c == '"') {
        at = quoted(query, at, tokens);
      } else {
        at = bare(query, at, tokens);
      }
    }
    return tokens;
  }

  boolean is(String word) {
    return !quoted && text.equalsIgnoreCase(word);
  }

  /** As a message shows it. */
  String shown() {
    return OneLine.quoted(text) + " at " + place;
  }

  /** Two quotes in a quoted word are one quote. */
  private static int quoted(String query, int start, List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    int at = start + 1;
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c != '"') {
        text.append(c);
        at++;
      } else if (at + 1 < query.length() && query.charAt(at + 1) == '"') {
        text.append('"');
        at += 2;
      } else {
        tokens.add(new Token(text.toString(), true, start + 1));
        return at + 1;
      }
    }
    throw Refusal.badRequest("the query has no closing quote for the one at " + (start + 1));
  }

  private static int bare(String query, int start, List<Token> tokens) {
    int at = start;
    while (at < query.length() && !ends(query.charAt(at))) {
      at++;
    }
    tokens.add(new Token(query.substring(start, at), false, start + 1));
    return at;
  }

  private static boolean ends(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"';
  }
}
