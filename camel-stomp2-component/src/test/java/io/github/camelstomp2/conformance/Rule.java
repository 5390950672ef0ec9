/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.conformance;

import static io.github.camelstomp2.conformance.Rule.Chapter.ACKNOWLEDGEMENTS;
import static io.github.camelstomp2.conformance.Rule.Chapter.BODY;
import static io.github.camelstomp2.conformance.Rule.Chapter.CONNECT;
import static io.github.camelstomp2.conformance.Rule.Chapter.ENCODING;
import static io.github.camelstomp2.conformance.Rule.Chapter.GOODBYE;
import static io.github.camelstomp2.conformance.Rule.Chapter.HEADERS;
import static io.github.camelstomp2.conformance.Rule.Chapter.HEART_BEATS;
import static io.github.camelstomp2.conformance.Rule.Chapter.INJECTION;
import static io.github.camelstomp2.conformance.Rule.Chapter.LIMITS;

import java.util.Arrays;
import java.util.List;

/**
 * What the client keeps to on the wire, a clause each. {@link Holds} and the vectors name these; {@code
 * docs/conformance.md} shows them with what holds them.
 */
public enum Rule {
    CONNECT_FIRST(
            CONNECT,
            "1.2 \"CONNECT or STOMP Frame\"",
            "The first octets of a client are CONNECT with accept-version, host and heart-beat."),
    CREDENTIALS(
            CONNECT,
            "1.2 \"CONNECT or STOMP Frame\"",
            "login and passcode are sent when they are set; an empty one is set, an unset one is not sent."),
    OFFERED_VERSIONS(
            CONNECT,
            "1.2 \"Protocol Negotiation\"",
            "accept-version lists what may be spoken, in the order of the option; a fixed version offers exactly that."),
    VERSION_SELECTS(
            CONNECT,
            "1.2 \"Protocol Negotiation\"",
            "The version in CONNECTED selects the rules, from its next octet on."),
    VERSION_MISSING(CONNECT, "1.2 \"Protocol Negotiation\"", "CONNECTED without a version means 1.0.", "1.0"),
    VERSION_NOT_OFFERED(
            CONNECT,
            "1.2 \"Protocol Negotiation\"",
            "A version that is unknown or was not offered ends the connection."),
    ERROR_FIRST(
            CONNECT,
            "1.2 \"Connecting\"",
            "ERROR instead of CONNECTED fails with its message and body, and the client closes even if the peer does not."),
    CONNECT_TIMEOUT(
            CONNECT,
            "our own",
            "One time limit until CONNECTED is complete: silence, half of it and dripping line feeds do not extend it."),
    CONNECTED_FIRST(
            CONNECT, "1.2 \"Connecting\"", "Any frame but CONNECTED or ERROR in their place ends the connection."),
    CONNECTED_ONCE(CONNECT, "1.2 \"Connecting\"", "A second CONNECTED ends the connection."),
    NOTHING_BEFORE_CONNECTED(CONNECT, "1.2 \"Connecting\"", "Between CONNECT and CONNECTED the client writes nothing."),
    FOREIGN_PEER(
            CONNECT,
            "our own",
            "A web server, an SSH server and a TLS port are recognised by their first octets and named."),

    ESCAPES_1_2(
            ENCODING,
            "1.2 \"Value Encoding\"",
            "Carriage return, line feed, colon and backslash stand escaped in names and values, in both directions.",
            "1.2"),
    ESCAPES_1_1(
            ENCODING,
            "1.1 \"Value Encoding\"",
            "Line feed, colon and backslash stand escaped in names and values; a carriage return has no escape.",
            "1.1"),
    ESCAPES_1_0(
            ENCODING,
            "1.0 has none",
            "A backslash stands for itself. RabbitMQ escapes all the same: such values arrive as they stand.",
            "1.0"),
    ESCAPES_ONCE(ENCODING, "1.2 \"Value Encoding\"", "Escapes are undone in one pass and never in a body."),
    NOT_REPRESENTABLE(
            ENCODING,
            "1.2 \"Augmented BNF\"",
            "What a version cannot represent in a header is refused before an octet is written."),
    UNDEFINED_ESCAPE(
            ENCODING,
            "1.2 \"Value Encoding\"",
            "Any other escape, and a backslash at the end of a name or value, is fatal.",
            "1.1",
            "1.2"),
    ESCAPE_SPLIT(
            ENCODING, "our own", "A backslash at the end of what has come so far waits for its letter.", "1.1", "1.2"),
    CONNECT_UNESCAPED(ENCODING, "1.2 \"Value Encoding\"", "CONNECT and CONNECTED have no escapes in any version."),
    COLON_READ(ENCODING, "RabbitMQ, ActiveMQ", "An unescaped colon in a received value belongs to it."),
    COLON_WRITTEN(ENCODING, "1.2 \"Value Encoding\"", "A colon that is sent is always escaped.", "1.1", "1.2"),
    UTF_8(
            ENCODING,
            "1.2 \"Value Encoding\"",
            "Names and values are UTF-8 of one to four octets, wherever it is split."),
    UTF_8_BROKEN(
            ENCODING,
            "1.2 \"Value Encoding\"",
            "Invalid, overlong and surrogate UTF-8 is an error, never replaced; half a surrogate pair is not sent."),

    REPEATED_HEADER(HEADERS, "1.2 \"Repeated Header Entries\"", "Of a repeated header the first counts; all are kept."),
    NEVER_TRIMMED(
            HEADERS,
            "1.2 \"Value Encoding\"",
            "White space around names and values belongs to them, in both directions.",
            "1.1",
            "1.2"),
    TRIMMED(HEADERS, "1.0 examples", "White space around names and values is not part of them.", "1.0"),
    LINE_FEEDS_WRITTEN(HEADERS, "1.2 \"Augmented BNF\"", "The client ends its lines with a line feed."),
    CARRIAGE_RETURN_READ(
            HEADERS,
            "1.2 \"Augmented BNF\"",
            "One carriage return before a line feed belongs to the line end.",
            "1.0",
            "1.2"),
    CARRIAGE_RETURN_KEPT(
            HEADERS, "1.1 \"STOMP Frames\"", "A carriage return belongs to the value it stands in.", "1.1"),
    EMPTY_VALUE(HEADERS, "1.2 \"Augmented BNF\"", "An empty value is a value."),
    BROKEN_HEADER(HEADERS, "1.2 \"Augmented BNF\"", "A header line without a colon or without a name is fatal."),
    NAMES_AND_ORDER(
            HEADERS,
            "1.2 \"STOMP Frames\"",
            "Names are case-sensitive and their order means nothing; no frame depends on the one before it."),
    NUL_IN_HEAD(HEADERS, "1.2 \"Augmented BNF\"", "A NUL before the empty line is fatal."),

    CONTENT_LENGTH(
            BODY,
            "1.2 \"Header content-length\"",
            "With content-length the body is exactly so many octets, NULs included, and a NUL follows or it is fatal."),
    BODY_TO_NUL(BODY, "1.2 \"Body\"", "Without content-length the body ends before the first NUL."),
    BAD_LENGTH(
            BODY,
            "1.2 \"Augmented BNF\"",
            "A content-length that is not plain digits or beyond any limit is fatal before memory is taken."),
    LENGTH_WRITTEN(BODY, "1.2 \"Header content-length\"", "A body that is sent carries its length in octets."),
    LENGTH_SUPPRESSED(
            BODY, "ActiveMQ, Artemis", "A text message goes without content-length; a NUL in its body is refused."),
    BETWEEN_FRAMES(
            BODY, "1.2 \"Augmented BNF\"", "Line feeds, CR LFs and NULs between two frames are skipped, however many."),
    BODY_NOT_ALLOWED(BODY, "1.2 \"Body\"", "A body on RECEIPT or CONNECTED is fatal."),
    COMMANDS(BODY, "1.2 \"Augmented BNF\"", "An unknown command, and a client's command from a broker, is fatal."),
    TRUNCATED(BODY, "1.2 \"STOMP Frames\"", "Half a frame waits; the end of the connection within it is an error."),

    HEART_BEAT_INTERVALS(
            HEART_BEATS,
            "1.2 \"Heart-beating\"",
            "Each direction beats at the slower of what one side can and the other wants.",
            "1.1",
            "1.2"),
    HEART_BEAT_OFF(
            HEART_BEATS,
            "1.2 \"Heart-beating\"",
            "0 on either side, or no header, turns a direction off.",
            "1.1",
            "1.2"),
    HEART_BEAT_1_0(HEART_BEATS, "1.0 has none", "There are no heart-beats.", "1.0"),
    HEART_BEAT_MALFORMED(
            HEART_BEATS, "1.2 \"Heart-beating\"", "A malformed heart-beat header fails the connection.", "1.1", "1.2"),
    HEART_BEAT_WRITTEN(
            HEART_BEATS,
            "1.2 \"Heart-beating\"",
            "An idle client writes one line feed within the interval, never inside a frame; any write counts as one.",
            "1.1",
            "1.2"),
    HEART_BEAT_READ(
            HEART_BEATS,
            "1.2 \"Heart-beating\"",
            "Any octet from the broker is a sign of life, also of a body that drips in; silence beyond the tolerance is death.",
            "1.1",
            "1.2"),
    HEART_BEAT_BLOCKED(HEART_BEATS, "our own", "Heart-beats go on while every worker is blocked.", "1.1", "1.2"),
    MONOTONIC_CLOCK(HEART_BEATS, "our own", "No interval is measured by a clock that can be set."),

    ROUTING(
            ACKNOWLEDGEMENTS,
            "1.2 \"MESSAGE\"",
            "A MESSAGE reaches the subscription that it names, and nobody if that is unknown."),
    SUBSCRIPTION_ID(
            ACKNOWLEDGEMENTS, "1.2 \"SUBSCRIBE id Header\"", "Each subscription of a connection has its own id."),
    ACK_NAMES(
            ACKNOWLEDGEMENTS,
            "1.2 \"ACK\"",
            "An ACK names its message by id (1.2), message-id and subscription (1.1), or"
                    + " message-id (1.0), with subscription where the message has one."),
    ACK_WITHOUT_NAME(
            ACKNOWLEDGEMENTS,
            "1.2 \"MESSAGE\"",
            "A message that lacks what its ACK needs is an error, in 1.0 it is left with the broker; nothing is"
                    + " guessed."),
    CUMULATIVE(
            ACKNOWLEDGEMENTS,
            "1.2 \"SUBSCRIBE ack Header\"",
            "With ack:client only the highest message before which all are done is acknowledged, and a NACK never covers"
                    + " one that is not."),
    AUTO(ACKNOWLEDGEMENTS, "1.2 \"SUBSCRIBE ack Header\"", "With ack:auto nothing is ever acknowledged."),
    NO_NACK(ACKNOWLEDGEMENTS, "1.1 \"NACK\"", "There is no NACK in 1.0.", "1.0"),
    AFTER_UNSUBSCRIBE(
            ACKNOWLEDGEMENTS,
            "1.2 \"UNSUBSCRIBE\"",
            "After UNSUBSCRIBE messages still arriving are neither processed nor acknowledged."),
    GIVEN_BACK(
            ACKNOWLEDGEMENTS,
            "RabbitMQ",
            "Where the broker keeps for the connection what is not answered when a subscription ends, it is given back: by"
                    + " NACK in a transaction around UNSUBSCRIBE, or by the end of the connection."),
    ANSWERED_ONCE(ACKNOWLEDGEMENTS, "our own", "A message is acknowledged or refused once, whoever asks again."),
    STALE_ACKNOWLEDGEMENT(
            ACKNOWLEDGEMENTS,
            "our own",
            "An acknowledgement is written on the connection of its message or not at all."),

    RECEIPT_IDS(
            GOODBYE,
            "1.2 \"Header receipt\"",
            "Receipt ids are unique on a connection and never come from the application."),
    RECEIPTS_ANY_ORDER(GOODBYE, "1.2 \"RECEIPT\"", "Receipts out of order, unknown, repeated or late do no harm."),
    ERROR_OF_A_FRAME(GOODBYE, "1.2 \"ERROR\"", "ERROR with a receipt-id fails the send that it names, and only that."),
    LOST_IS_UNKNOWN(
            GOODBYE, "our own", "What was written and has no receipt when the connection is lost ends as unknown."),
    TRANSACTION(
            GOODBYE,
            "1.2 \"BEGIN\"",
            "The frames of a transaction name it; nothing joins it after COMMIT or ABORT; the receipt of COMMIT decides."),
    TRANSACTION_REFUSED(
            GOODBYE,
            "our own",
            "A transaction of which a frame was refused, or may have been, is aborted and never committed."),
    TRANSACTION_LOST(
            GOODBYE,
            "1.2 \"BEGIN\"",
            "A transaction whose connection is lost fails as a whole; no member is sent again outside it."),
    ERROR_STAYS_OPEN(
            GOODBYE,
            "RabbitMQ, ActiveMQ, Artemis",
            "An ERROR whose connection stays open is told, concerns what it names, and leaves the rest as it is."),
    DISCONNECT_LAST(
            GOODBYE,
            "1.2 \"DISCONNECT\"",
            "A stop writes what is done, then DISCONNECT with a receipt, and not one octet after it."),
    DISCONNECT_ANSWER(
            GOODBYE,
            "1.2 \"Connection Lingering\"",
            "The answer to DISCONNECT is waited for with a time limit; the end of the connection serves as well."),

    LIMIT_COMMAND(LIMITS, "1.2 \"Size Limits\"", "A command line longer than any command is refused."),
    LIMIT_LINE(
            LIMITS,
            "1.2 \"Size Limits\"",
            "A header line of exactly maxHeaderLength is read; with one octet more a MESSAGE is skipped, all else refused."),
    LIMIT_HEADERS(
            LIMITS,
            "1.2 \"Size Limits\"",
            "Exactly maxHeaders headers are read; with one more a MESSAGE is skipped, all else refused."),
    LIMIT_HEAD(
            LIMITS,
            "1.2 \"Size Limits\"",
            "A head of exactly maxHeadSize is read; with one octet more a MESSAGE is skipped, all else refused."),
    LIMIT_BODY(
            LIMITS,
            "1.2 \"Size Limits\"",
            "A body of exactly maxFrameSize is read; with one octet more a MESSAGE is skipped, all else refused."),
    LIMIT_SKIPPED(
            LIMITS,
            "our own",
            "A MESSAGE over a limit is read to its end in bounded memory, known by what it takes to answer it, and ends"
                    + " nothing; any other frame over a limit ends the connection."),
    LIMIT_BEFORE_CONNECTED(LIMITS, "our own", "Before CONNECTED small limits apply to whoever answers."),
    LIMIT_MEMORY(
            LIMITS,
            "our own",
            "Memory grows with what came; of what was only announced at most 1 MiB is believed, and less before CONNECTED."),
    LINEAR_COST(LIMITS, "our own", "The cost is linear in the octets received, however they drip in."),

    NO_INJECTION(
            INJECTION,
            "our own",
            "Whatever stands in names, values, destination, selector, login or passcode: an independent parser reads one"
                    + " frame with exactly those headers, or nothing is written.");

    /** The chapters in the order of the page. */
    enum Chapter {
        CONNECT("Connect"),
        ENCODING("Encoding"),
        HEADERS("Headers and lines"),
        BODY("Body and framing"),
        HEART_BEATS("Heart-beats"),
        ACKNOWLEDGEMENTS("Subscriptions and acknowledgements"),
        GOODBYE("Receipts, errors and goodbye"),
        LIMITS("Limits"),
        INJECTION("Injection");

        private final String title;

        Chapter(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Chapter chapter;
    private final String section;
    private final String sentence;
    private final List<String> versions;

    /** @param versions for which it holds; none means all */
    Rule(Chapter chapter, String section, String sentence, String... versions) {
        this.chapter = chapter;
        this.section = section;
        this.sentence = sentence;
        this.versions = versions.length == 0 ? List.of("1.0", "1.1", "1.2") : Arrays.asList(versions);
    }

    Chapter chapter() {
        return chapter;
    }

    /** Section of a specification; or a broker, where it only follows from what brokers do; or ours. */
    String section() {
        return section;
    }

    String sentence() {
        return sentence;
    }

    List<String> versions() {
        return versions;
    }
}
