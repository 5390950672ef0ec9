/**
 * The vocabulary of STOMP 1.0, 1.1 and 1.2: frames, headers, commands, versions, heart-beat values and the exceptions.
 *
 * <p>Everything here is an immutable value that knows nothing but the JDK. {@link
 * io.github.camelstomp2.protocol.StompVersion} is the only place where the three versions of the protocol differ; who
 * reads or writes frames asks it, and never compares version numbers.
 *
 * <p>Specification: <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>, <a
 * href="https://stomp.github.io/stomp-specification-1.1.html">1.1</a>, <a
 * href="https://stomp.github.io/stomp-specification-1.0.html">1.0</a>. Javadoc names its sections as they are titled
 * there.
 */
@NullMarked
package io.github.camelstomp2.protocol;

import org.jspecify.annotations.NullMarked;
