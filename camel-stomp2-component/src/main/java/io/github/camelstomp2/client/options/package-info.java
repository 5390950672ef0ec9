/**
 * Internal. The options of a connection: brokers, identity, protocol, TLS and reconnect. Values only.
 */
@NullMarked
package io.github.camelstomp2.client.options;

import org.jspecify.annotations.NullMarked;
