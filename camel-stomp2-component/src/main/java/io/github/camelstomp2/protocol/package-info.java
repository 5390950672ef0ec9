/**
 * Internal, except for the exceptions and the ack modes, which users use.
 *
 * <p>The basic types of STOMP 1.0, 1.1 and 1.2: frames, headers, commands, versions, heart-beat values and exceptions.
 *
 * <p>They are immutable values that use only the JDK. {@link io.github.camelstomp2.protocol.StompVersion} is the only
 * class that knows the differences between the three versions: code that reads or writes frames asks it, and never
 * compares version numbers.
 *
 * <p>Specification: <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>, <a
 * href="https://stomp.github.io/stomp-specification-1.1.html">1.1</a>, <a
 * href="https://stomp.github.io/stomp-specification-1.0.html">1.0</a>. Javadoc names sections by
 * their titles there.
 */
@NullMarked
package io.github.camelstomp2.protocol;

import org.jspecify.annotations.NullMarked;
