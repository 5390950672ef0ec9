/**
 * Internal. Makes sure that a queue exists before a message is sent to it, for brokers whose receipt does not show it.
 */
@NullMarked
package io.github.camelstomp2.client.queue;

import org.jspecify.annotations.NullMarked;
