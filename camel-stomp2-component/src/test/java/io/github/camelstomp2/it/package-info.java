/**
 * The component against real brokers: one abstract suite per behaviour, run again for each broker and, where the protocol
 * matters, for each of its versions.
 */
package io.github.camelstomp2.it;
