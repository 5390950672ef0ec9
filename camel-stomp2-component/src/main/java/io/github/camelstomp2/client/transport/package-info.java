/**
 * Internal. The resources that all connections of a component share: event loop threads, the resolver of host names,
 * and what was learned about brokers and about messages that ended connections.
 */
@NullMarked
package io.github.camelstomp2.client.transport;

import org.jspecify.annotations.NullMarked;
