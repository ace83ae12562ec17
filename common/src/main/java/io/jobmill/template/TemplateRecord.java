// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import org.jspecify.annotations.Nullable;

/**
 * A template as the definitions topic keeps it.
 *
 * @param origin where it is changed
 * @param source the file it came from, relative to the templates folder; absent for one made over
 *     the API
 */
public record TemplateRecord(Template template, Origin origin, @Nullable String source) {}
