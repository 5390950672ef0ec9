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
package io.github.camelstomp2.protocol;

import io.github.camelstomp2.protocol.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The broker answered with an ERROR frame. The exception's message holds the broker's own text, with control characters
 * made visible.
 */
public class StompBrokerException extends StompException {
    private static final long serialVersionUID = 1L;

    /** A line of a stack trace that names a place in code; it does not name a cause. */
    private static final Pattern STACK_FRAME =
            Pattern.compile("\\s+(at [\\w.$/<>@]+(\\(.*)?|\\.{3} \\d+ (more|common frames omitted))");

    private final transient StompHeaders headers;

    private StompBrokerException(String message, StompHeaders headers) {
        super(message);
        this.headers = headers;
    }

    /** Makes the exception for an ERROR frame (1.2, "ERROR"). */
    public static StompBrokerException of(StompFrame error) {
        String message = error.headers().get(StompHeaderNames.MESSAGE);
        String body = new String(error.body(), StandardCharsets.UTF_8).strip();
        return new StompBrokerException("Broker error: " + words(message, body), error.headers());
    }

    private static String words(@Nullable String message, String body) {
        String head = message == null ? "" : message.strip();
        if (head.isEmpty() && body.isEmpty()) {
            return "(the ERROR frame says nothing)";
        }
        if (body.isEmpty() || body.equals(head)) {
            return PrintableText.of(head);
        }
        return head.isEmpty() ? PrintableText.of(body) : PrintableText.of(head) + ": " + PrintableText.of(reason(body));
    }

    /**
     * The lines of an ERROR body that help a person. RabbitMQ writes the reason in a later line, so all lines are kept
     * except the places in code of a stack trace, which ActiveMQ sends.
     */
    private static String reason(String body) {
        return body.lines()
                .filter(line -> !STACK_FRAME.matcher(line).matches())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public boolean isRefusal() {
        return true;
    }

    /** The headers of the ERROR frame. */
    public StompHeaders headers() {
        return headers;
    }
}
