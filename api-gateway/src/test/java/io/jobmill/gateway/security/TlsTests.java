// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.testing.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTests {

  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void speaksTlsWithTheCertificateOfABundleAndNothingElse() throws Exception {
    Path store = selfSigned();

    try (var gateway =
        RunningGateway.start(
            Map.of(
                "server.ssl.bundle",
                "jobmill",
                "spring.ssl.bundle.jks.jobmill.keystore.location",
                "file:" + store,
                "spring.ssl.bundle.jks.jobmill.keystore.password",
                PASSWORD,
                "spring.ssl.bundle.jks.jobmill.keystore.type",
                "PKCS12"))) {
      String port = String.valueOf(gateway.getEnvironment().getProperty("local.server.port"));
      HttpClient trusting = HttpClient.newBuilder().sslContext(trustOnly(store)).build();
      HttpClient stranger = HttpClient.newHttpClient();
      HttpRequest over = status("https://localhost:" + port);
      HttpRequest bare = status("http://localhost:" + port);

      assertThat(trusting.send(over, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
      assertThatThrownBy(() -> stranger.send(over, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(stranger.send(bare, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
      assertThat(stranger.send(bare, BodyHandlers.ofString()).body()).doesNotContain("token");
    }
  }

  private static HttpRequest status(String root) {
    return HttpRequest.newBuilder(URI.create(root + "/api/jobs/status")).build();
  }

  private Path selfSigned() throws IOException, InterruptedException {
    Path store = folder.resolve("jobmill.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "jobmill",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    return store;
  }

  private static SSLContext trustOnly(Path store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      trusted.load(in, PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("jobmill", trusted.getCertificate("jobmill"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
