// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Damages every golden record at random and reads it with every codec: whatever arrives, it is
 * read, and can then be written and read again, or it is refused with one line.
 */
class DamagedRecordTests {

  private static final int ROUNDS = 600;
  private static final long SEED = 20260301;

  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-9223372036854775808",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u2028\\n\"",
          "\"2026-13-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"_all\"",
          "\"P106751991167300DT15H30M\"",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"\":{}}",
          "[".repeat(80) + "]".repeat(80));

  static List<String> files() {
    return Golden.names();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aRecordWithDamagedBytesIsReadOrRefusedWithOneLine(String name) {
    Random random = new Random(SEED ^ name.hashCode());
    byte[] intact = Golden.bytes(name);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damaged(intact, random);

      for (RecordKind kind : RecordKind.values()) {
        assertReadOrRefused(kind, damaged);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aRecordWithWrongValuesIsReadOrRefusedWithOneLine(String name) {
    Random random = new Random(SEED ^ name.hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode tree = Golden.tree(name);
      for (int change = random.nextInt(3); change >= 0; change--) {
        replaceOne(tree, random);
      }

      assertReadOrRefused(RecordKind.of(name), tree.toString().getBytes(UTF_8));
    }
  }

  private static void assertReadOrRefused(RecordKind kind, byte[] record) {
    Object read;
    try {
      read = kind.decode(record);
    } catch (UnreadableRecordException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_100).doesNotContain("\n");
      return;
    }
    assertThat(kind.decode(kind.encode(read)))
        .as(() -> kind + " " + new String(record, UTF_8))
        .isEqualTo(read);
  }

  private static byte[] damaged(byte[] intact, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = random.nextInt(intact.length);
    int to = Math.min(intact.length, from + random.nextInt(8));
    bytes.write(intact, 0, from);
    switch (random.nextInt(6)) {
      case 0 -> {
        return bytes.toByteArray();
      }
      case 1 -> bytes.write(random.nextInt(256));
      case 2 -> bytes.writeBytes(NASTY.get(random.nextInt(NASTY.size())).getBytes(UTF_8));
      case 3 -> bytes.write(intact, from, to - from);
      case 4 -> bytes.write("{}[],:\"\\0-9tfn\n".charAt(random.nextInt(15)));
      default -> {
        // Nothing in place of what is left out.
      }
    }
    bytes.write(intact, to, intact.length - to);
    return bytes.toByteArray();
  }

  private static void replaceOne(JsonNode tree, Random random) {
    List<Runnable> replacements = new ArrayList<>();
    collect(tree, NASTY.get(random.nextInt(NASTY.size())), replacements);
    replacements.get(random.nextInt(replacements.size())).run();
  }

  private static void collect(JsonNode node, String json, List<Runnable> replacements) {
    if (node instanceof ObjectNode object) {
      object.forEachEntry(
          (name, value) -> {
            replacements.add(() -> object.putRawValue(name, new RawValue(json)));
            collect(value, json, replacements);
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        replacements.add(
            () -> array.set(index, Golden.JSON.getNodeFactory().rawValueNode(new RawValue(json))));
        collect(array.get(i), json, replacements);
      }
    }
  }
}
