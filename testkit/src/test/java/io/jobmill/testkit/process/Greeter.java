// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.process;

import java.util.concurrent.CountDownLatch;

/** Says what it was given and stays until it is told to end. */
final class Greeter {
  private Greeter() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("argument " + arguments[0]);
    System.out.println("property " + System.getProperty("greeting"));
    System.out.println("variable " + System.getenv("GREETING"));
    System.out.println("foreign " + System.getenv("JOBMILL_TEST_STORE"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
