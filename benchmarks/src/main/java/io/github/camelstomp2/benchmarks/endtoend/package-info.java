/** The whole way of messages, from the socket to the end of a route and back, side by side with other clients. */
package io.github.camelstomp2.benchmarks.endtoend;
