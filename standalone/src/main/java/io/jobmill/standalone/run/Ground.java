// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.standalone.folder.StateFolder;
import io.jobmill.standalone.setting.StandaloneSettings;

/**
 * What the services stand on.
 *
 * @param settings as the environment has them
 * @param folder the data folder
 * @param kafka bootstrap servers
 * @param mongodb connection string
 * @param embeddedStore whether that is the store in this process, which is not made for many jobs
 */
record Ground(
    StandaloneSettings settings,
    StateFolder folder,
    String kafka,
    String mongodb,
    boolean embeddedStore) {}
