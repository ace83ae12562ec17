// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a heading, in Markdown that is readable as it is. */
public final class ResultTable {

  private static final Row HEAD = new Row("what", "measured", "aim", "conditions");

  private final List<Row> rows = new ArrayList<>(List.of(HEAD));

  public void add(Row row) {
    rows.add(row);
  }

  @Override
  public String toString() {
    var widths =
        IntStream.range(0, HEAD.cells().size())
            .map(
                column ->
                    rows.stream().mapToInt(row -> row.cells().get(column).length()).max().orElse(0))
            .toArray();
    var lines = rows.stream().map(row -> line(row.cells(), widths)).collect(Collectors.toList());
    lines.add(1, line(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
