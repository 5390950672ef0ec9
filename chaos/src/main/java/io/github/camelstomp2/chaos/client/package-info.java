/** The client under test: a Camel context in a JVM of its own, and the reports it sends of what it does. */
package io.github.camelstomp2.chaos.client;
