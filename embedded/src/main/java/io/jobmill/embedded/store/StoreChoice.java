// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store that a data folder is used with, decided before anything starts.
 *
 * @param kind what will run
 * @param folder where it keeps its data
 * @param mongod the binary, when a mongod will run
 */
public record StoreChoice(StoreKind kind, Path folder, @Nullable Path mongod) {
  private static final String WISH = "JOBMILL_STORE";
  private static final String BINARY = "JOBMILL_MONGOD";

  /**
   * Decides by {@code JOBMILL_STORE} (embedded, mongod), else by what the folder began with, else
   * takes a mongod where {@code JOBMILL_MONGOD} or {@code PATH} has one.
   *
   * @throws StoreStartException when the wish cannot be met, or the folder began with another store
   */
  public static StoreChoice of(Map<String, String> environment, Path folder) {
    Optional<StoreKind> wish = wish(environment);
    Optional<StoreKind> began = StoreMarker.read(folder);
    if (wish.isPresent() && began.isPresent() && wish.get() != began.get()) {
      throw new StoreStartException(
          "the folder %s began with the store %s, and %s asks for %s; leave %s as it was, or remove the folder: what is in it is then built again from Kafka"
              .formatted(folder, began.get().word(), WISH, wish.get().word(), WISH));
    }
    Optional<StoreKind> kind = began.or(() -> wish);
    if (kind.equals(Optional.of(StoreKind.EMBEDDED))) {
      return new StoreChoice(StoreKind.EMBEDDED, folder, null);
    }
    Optional<Path> binary = MongodBinary.find(environment, BINARY);
    if (kind.isPresent() && binary.isEmpty()) {
      throw new StoreStartException(noMongod(folder, began.isPresent()));
    }
    return binary
        .map(found -> new StoreChoice(StoreKind.MONGOD, folder, found))
        .orElseGet(() -> new StoreChoice(StoreKind.EMBEDDED, folder, null));
  }

  private static String noMongod(Path folder, boolean began) {
    return began
        ? "the folder %s began with the store mongod, and no mongod is found; name one with %s, or remove the folder: what is in it is then built again from Kafka"
            .formatted(folder, BINARY)
        : "%s asks for mongod, and none is found; name one with %s".formatted(WISH, BINARY);
  }

  private static Optional<StoreKind> wish(Map<String, String> environment) {
    String word = environment.getOrDefault(WISH, "");
    if (word.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        StoreKind.named(word)
            .orElseThrow(
                () ->
                    new StoreStartException(
                        "%s is embedded or mongod, not %s".formatted(WISH, word))));
  }

  /**
   * Starts the store and remembers in its folder which one it is.
   *
   * @param port of the listener on 127.0.0.1, 0 for any free one
   * @throws StoreStartException when it cannot start
   */
  public LocalStore open(int port) {
    LocalStore store =
        mongod == null
            ? EmbeddedStore.in(folder, port)
            : MongodProcess.start(MongodSettings.small(mongod, folder).withPort(port));
    try {
      StoreMarker.write(folder, kind);
      return store;
    } catch (StoreStartException e) {
      store.close();
      throw e;
    }
  }

  /** One line for the start-up message: which store, where, and what it is good for. */
  public String explained() {
    return "%s (%s), %s".formatted(kind.word(), mongod == null ? folder : mongod, kind.goodFor());
  }
}
