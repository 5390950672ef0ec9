/**
 * Internal. The beginning of a session: CONNECT and its answer CONNECTED.
 */
@NullMarked
package io.github.camelstomp2.session.connect;

import org.jspecify.annotations.NullMarked;
