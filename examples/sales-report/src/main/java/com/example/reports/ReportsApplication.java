// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

// snippet
/** An application like any other: nothing in it names Jobmill. */
@SpringBootApplication
public class ReportsApplication {

  public static void main(String[] args) {
    SpringApplication.run(ReportsApplication.class, args);
  }
}
// end of snippet
