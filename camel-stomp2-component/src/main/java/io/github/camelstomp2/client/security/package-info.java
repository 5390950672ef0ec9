/**
 * Internal. What stands between a socket and STOMP, whatever transport follows: the credentials of an attempt, proxies, TLS,
 * and the words for what goes wrong there.
 */
@NullMarked
package io.github.camelstomp2.client.security;

import org.jspecify.annotations.NullMarked;
