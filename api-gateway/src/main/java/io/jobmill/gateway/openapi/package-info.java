// SPDX-License-Identifier: Apache-2.0
/**
 * Descriptions of the HTTP APIs: one OpenAPI 3.1 document for each, and a page to browse them.
 * Nothing here knows which APIs there are: each package that answers requests contributes an {@link
 * io.jobmill.gateway.openapi.ApiDescription}, made of the same constants that its code uses.
 */
@NullMarked
package io.jobmill.gateway.openapi;

import org.jspecify.annotations.NullMarked;
