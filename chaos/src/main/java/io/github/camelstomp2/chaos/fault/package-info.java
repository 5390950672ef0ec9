/** What is done to brokers and networks. */
package io.github.camelstomp2.chaos.fault;
