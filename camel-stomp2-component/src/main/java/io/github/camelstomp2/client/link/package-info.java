/**
 * Internal. Opens, watches and reopens the TCP connection to a broker. Runs on the event loop.
 */
@NullMarked
package io.github.camelstomp2.client.link;

import org.jspecify.annotations.NullMarked;
