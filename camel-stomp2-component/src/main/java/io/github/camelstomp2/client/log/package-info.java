/**
 * Internal. The log lines about a connection, its sends and subscriptions, and the choice of which repeated failures are logged.
 */
@NullMarked
package io.github.camelstomp2.client.log;

import org.jspecify.annotations.NullMarked;
