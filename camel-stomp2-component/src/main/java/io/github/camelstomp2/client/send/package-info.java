/**
 * Internal. Messages and transactions from their first attempt to their receipt, also across several links. Runs on
 * the event loop.
 */
@NullMarked
package io.github.camelstomp2.client.send;

import org.jspecify.annotations.NullMarked;
