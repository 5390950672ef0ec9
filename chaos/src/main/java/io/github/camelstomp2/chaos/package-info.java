/**
 * Runs a client against real brokers while brokers are killed and networks cut, and judges it by what was seen on the
 * wire and told by its routes.
 */
package io.github.camelstomp2.chaos;
