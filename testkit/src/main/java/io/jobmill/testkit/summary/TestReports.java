// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.summary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the reports of all modules say together.
 *
 * @param run tests that were run, the failed ones included
 * @param failed tests that failed or broke
 * @param skipped the tests that were not run
 */
record TestReports(int run, int failed, List<Skipped> skipped) {
  /** One test that was not run, and why. */
  record Skipped(String testClass, String test, String reason) {}

  /** Reads the reports written since {@code start}; older ones belong to an earlier run. */
  static TestReports read(Path root, Instant start) throws IOException, XMLStreamException {
    TestReports sum = new TestReports(0, 0, List.of());
    for (Path module : matching(root, "*")) {
      for (String folder : List.of("surefire-reports", "failsafe-reports")) {
        for (Path report : matching(module.resolve("target").resolve(folder), "TEST-*.xml")) {
          if (!Files.getLastModifiedTime(report).toInstant().isBefore(start)) {
            sum = sum.plus(readOne(report));
          }
        }
      }
    }
    return sum;
  }

  private TestReports plus(TestReports other) {
    List<Skipped> both = new ArrayList<>(skipped);
    both.addAll(other.skipped);
    return new TestReports(run + other.run, failed + other.failed, List.copyOf(both));
  }

  private static List<Path> matching(Path folder, String glob) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, glob)) {
      paths.forEach(found::add);
    }
    return found.stream().sorted().toList();
  }

  private static TestReports readOne(Path report) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream content = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(content);
      try {
        return readSuite(xml);
      } finally {
        xml.close();
      }
    }
  }

  private static TestReports readSuite(XMLStreamReader xml) throws XMLStreamException {
    int tests = 0;
    int failed = 0;
    String testClass = "";
    String test = "";
    List<Skipped> skipped = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "testcase" -> {
          tests++;
          testClass = text(xml, "classname");
          test = text(xml, "name");
        }
        case "failure", "error" -> failed++;
        case "skipped" -> skipped.add(new Skipped(testClass, test, reason(xml)));
        default -> {
          // Properties and captured output say nothing about the outcome.
        }
      }
    }
    return new TestReports(tests - skipped.size(), failed, List.copyOf(skipped));
  }

  /**
   * A disabled test has its reason as the message, one with a failed assumption as a stack trace.
   */
  private static String reason(XMLStreamReader xml) throws XMLStreamException {
    String message = text(xml, "message");
    String reason = message.isBlank() ? xml.getElementText() : message;
    return reason
        .lines()
        .findFirst()
        .map(line -> line.replaceFirst("^[\\w.]+Exception: (Assumption failed: )?", ""))
        .filter(line -> !line.isBlank())
        .orElse("(no reason given)");
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }
}
