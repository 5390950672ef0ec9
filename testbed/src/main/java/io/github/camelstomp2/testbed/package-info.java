/**
 * The test bed: real brokers, a scripted peer, a strict reader of the wire and a faulty network.
 *
 * <p>Nothing here knows the product. That is the point: when the component and its tests shared a codec, a wrong
 * byte would be wrong on both sides and no test would see it.
 *
 * <ul>
 *   <li>{@link io.github.camelstomp2.testbed.BrokerExtension} gives a test a running broker, its own or the one that
 *       all tests of the JVM share.
 *   <li>{@link io.github.camelstomp2.testbed.ScriptedBroker} plays exact bytes and expects exact bytes.
 *   <li>{@link io.github.camelstomp2.testbed.StrictStompParser} reads what a client wrote and forgives nothing.
 *   <li>{@link io.github.camelstomp2.testbed.FaultProxy} stands in front of a broker and breaks the network.
 *   <li>{@link io.github.camelstomp2.testbed.TestCertificates} makes throw-away TLS material.
 * </ul>
 *
 * <p>Every server listens on the loopback address only, and no process outlives the JVM that started it.
 */
package io.github.camelstomp2.testbed;
