// SPDX-License-Identifier: Apache-2.0
/** A small service that adds up sales, and does so as jobs. */
@NullMarked
package com.example.reports;

import org.jspecify.annotations.NullMarked;
