/**
 * What a hostile or confused peer and a clumsy user could do to codec and session, tried by a fuzzer.
 *
 * <p>{@code DecoderFuzz}, {@code EncoderFuzz} and {@code SessionFuzz} are the targets, and {@code WebSocketFuzz} beside the classes
 * that it tries: each turns octets into a case and throws when a promise is broken. They know nothing of the fuzzer: {@code ./mvnw -Pfuzz} hands them to Jazzer, and in
 * every build {@code CorpusTest} runs them, without any agent, on the cases that are kept in {@code
 * src/test/resources/fuzz}.
 */
package io.github.camelstomp2.fuzz;
