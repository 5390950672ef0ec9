/** What happened, as both processes saw it, and the judgement on it. Knows nothing of brokers, sockets and Camel. */
package io.github.camelstomp2.chaos.ledger;
