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
package io.github.camelstomp2.options;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import java.util.Map;

/** Refuses values that cannot work when a route starts. The error names the option and what is allowed. */
public final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /**
     * @throws IllegalArgumentException if an option has a value that is not allowed
     */
    public static void check(Stomp2Configuration c) {
        checkRanges(c);
        OtherNames.check(c);
        checkCombinations(c);
        checkNames("connectHeaders", c.connectHeaders());
        checkNames("secretConnectHeaders", c.secretConnectHeaders());
        checkNames("webSocketHeaders", c.webSocketHeaders());
        checkNames("subscribeHeaders", c.subscribeHeaders());
        checkNames("sendHeaders", c.sendHeaders());
        ConnectTexts.check(c);
        AccessCheck.check(c);
        BrokerOptionsCheck.check(c);
        WebSocketCheck.check(c);
        DjangoStompCheck.check(c);
        PropertyHeaders.parse(c.getPropertyHeaders());
    }

    private static void checkNames(String option, Map<String, Object> headers) {
        headers.forEach((name, value) -> {
            if (name.isBlank()) {
                throw new IllegalArgumentException(option + " has a header without a name");
            }
            if (value instanceof Map<?, ?> parts) {
                // Spring Boot takes a dot in a property's name for the beginning of another map.
                String whole = PrintableText.of(name + restOf(parts));
                throw new IllegalArgumentException(option + "." + whole
                        + " is not the name of one header; write a name with a dot in brackets: " + option + "[" + whole
                        + "]");
            }
        });
    }

    private static String restOf(Map<?, ?> parts) {
        return parts.entrySet().stream()
                .findFirst()
                .map(part -> "." + part.getKey() + (part.getValue() instanceof Map<?, ?> more ? restOf(more) : ""))
                .orElse("");
    }

    private static void checkRanges(Stomp2Configuration c) {
        duration("outgoingHeartbeat", c.getOutgoingHeartbeat(), 0);
        duration("incomingHeartbeat", c.getIncomingHeartbeat(), 0);
        duration("connectTimeout", c.getConnectTimeout(), 1);
        duration("reconnectDelay", c.getReconnectDelay(), 1);
        duration("reconnectMaxDelay", c.getReconnectMaxDelay(), c.getReconnectDelay());
        atLeast("reconnectMaxAttempts", c.getReconnectMaxAttempts(), -1);
        duration("confirmTimeout", c.getConfirmTimeout(), 1);
        duration("requestTimeout", c.getRequestTimeout(), 1);
        duration("timeToLive", c.getTimeToLive(), 0);
        duration("deliveryDelay", c.getDeliveryDelay(), 0);
        atLeast("sendAttempts", c.getSendAttempts(), 1);
        atLeast("prefetch", c.getPrefetch(), 1);
        atLeast("concurrentConsumers", c.getConcurrentConsumers(), 1);
        atLeast("maxFrameSize", c.getMaxFrameSize(), 1);
        atLeast("maxSendFrameSize", c.getMaxSendFrameSize(), 0);
        atLeast("webSocketMaxMessage", c.getWebSocketMaxMessage(), 0);
        atLeast("maxHeaders", c.getMaxHeaders(), 1);
        atLeast("maxHeaderLength", c.getMaxHeaderLength(), 1);
        factor("heartbeatTolerance", c.getHeartbeatTolerance());
        factor("reconnectBackoffMultiplier", c.getReconnectBackoffMultiplier());
    }

    private static void atLeast(String option, long value, long minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    option + "=" + value + " is not allowed; it must be at least " + minimum);
        }
    }

    private static void duration(String option, long milliseconds, long minimum) {
        atLeast(option, milliseconds, minimum);
        String refusal = DurationText.tooLong(Duration.ofMillis(milliseconds));
        if (refusal != null) {
            throw new IllegalArgumentException(option + "=" + milliseconds + " is not allowed; " + refusal);
        }
    }

    private static void factor(String option, double value) {
        if (!(value >= 1.0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + "=" + value + " is not allowed; it must be at least 1");
        }
    }

    private static void checkCombinations(Stomp2Configuration c) {
        if (c.getAckMode() == AckMode.AUTO && c.isManualAck()) {
            throw new IllegalArgumentException("manualAck=true cannot be combined with ackMode=auto, where the broker "
                    + "waits for no acknowledgement; use ackMode=client-individual or client");
        }
        if (c.getAckMode() == AckMode.AUTO && c.getDeadLetterMode() == DeadLetterMode.BROKER) {
            throw new IllegalArgumentException("deadLetterMode=broker cannot be combined with ackMode=auto, where the "
                    + "broker takes no NACK; use ackMode=client-individual or deadLetterMode=client");
        }
        if (c.isTransacted()) {
            checkTransacted(c);
        }
        if (c.getPayloadType() != null && OptionsInForce.payload(c) != PayloadFormat.JSON) {
            throw new IllegalArgumentException("payloadType is set but payload is not json; add payload=json");
        }
        if (c.getDeadLetterPrefix() == null || c.getDeadLetterPrefix().isBlank()) {
            throw new IllegalArgumentException(
                    "deadLetterPrefix must not be empty: a failed message would go back to its own queue");
        }
    }

    private static void checkTransacted(Stomp2Configuration c) {
        if (c.getAckMode() != AckMode.CLIENT_INDIVIDUAL) {
            throw new IllegalArgumentException("transacted=true needs ackMode=client-individual: a cumulative or "
                    + "automatic acknowledgement cannot be part of one exchange's transaction");
        }
        if (c.isManualAck()) {
            throw new IllegalArgumentException("manualAck=true cannot be combined with transacted=true, where the "
                    + "end of the exchange decides over the transaction and the acknowledgement in it");
        }
        if (!c.isConfirm()) {
            throw new IllegalArgumentException("confirm=false cannot be combined with transacted=true: an exchange "
                    + "cannot complete before its COMMIT is confirmed; remove one of them");
        }
    }
}
