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
package io.github.camelstomp2.tools.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelstomp2.Stomp2Constants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A message as one line of a file: where it was, its headers, and its body as text or as octets in Base64.
 *
 * @param destination where it was
 * @param headers of the application
 * @param text {@code null}: the body is octets, or there is none
 * @param octets {@code null}: the body is text, or there is none
 */
public record SavedMessage(String destination, Map<String, String> headers, String text, byte[] octets) {
    /** What was saved can be loaded, however long a body or the name of a header is. */
    private static final StreamReadConstraints LONG = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    /** Two messages in one line are a damage: the second one would be lost. */
    private static final ObjectMapper JSON = new ObjectMapper(
                    JsonFactory.builder().streamReadConstraints(LONG).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What JSON need not escape, and what yet has a meaning for terminals: U+009B begins commands. */
    private static final Pattern CONTROLS = Pattern.compile("[\\x7f-\\x9f]");

    public static SavedMessage of(Exchange consumed) {
        Message message = consumed.getMessage();
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        String replyTo = consumed.getProperty(Stomp2Constants.REPLY_TO, String.class);
        if (replyTo != null) {
            headers.put("reply-to", replyTo);
        }
        Object body = message.getBody();
        String text = body instanceof String ? (String) body : null;
        byte[] octets = text == null && body != null ? message.getBody(byte[].class) : null;
        return new SavedMessage(consumed.getProperty(Stomp2Constants.DESTINATION, String.class), headers, text, octets);
    }

    /**
     * @throws IllegalArgumentException the line is none
     */
    public static SavedMessage parse(String line) {
        try {
            SavedMessage saved = JSON.readValue(line, SavedMessage.class);
            if (saved == null || saved.headers() == null) {
                throw new IllegalArgumentException("no message in this line: it has no headers");
            }
            return saved;
        } catch (JsonProcessingException e) {
            // What the parser says of its source is of no use to a person: a line is a text in memory.
            String why = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
            throw new IllegalArgumentException("no message in this line: " + why, e);
        }
    }

    public String line() {
        try {
            return CONTROLS.matcher(JSON.writeValueAsString(this)).replaceAll(found -> "\\\\u%04x"
                    .formatted((int) found.group().charAt(0)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public void fill(Message message) {
        headers.forEach(message::setHeader);
        message.setBody(text == null ? octets : text);
    }
}
