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
package io.github.camelstomp2.binding;

import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.options.OptionsInForce;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes message bodies from the bodies of MESSAGE frames, as the option {@code payload} says. */
final class InboundBodies {
    private static final Logger LOG = LoggerFactory.getLogger(InboundBodies.class);

    private final PayloadFormat payload;
    private final JsonBodies json;
    private final String broker;
    private final ToldOnce told = new ToldOnce();
    private volatile TextType last = TextType.of("");

    /** @param broker the broker's address, for the log */
    InboundBodies(CamelContext context, Stomp2Configuration configuration, String broker) {
        this.broker = broker;
        this.payload = OptionsInForce.payload(configuration);
        this.json = payload == PayloadFormat.JSON ? new JsonBodies(context, configuration) : null;
    }

    /** The body of a consumed message. */
    Object read(StompFrame frame, BrokerDialect dialect, Exchange exchange) throws Exception {
        return switch (payload) {
            case BYTES -> octets(frame, exchange);
            case TEXT -> text(frame, exchange);
            case JSON -> json.read(exchange, frame.body());
            case AUTO -> isText(frame, dialect) ? text(frame, exchange) : octets(frame, exchange);
        };
    }

    /**
     * The octets as they came. If they are text, their charset is noted, so that a later conversion to String is right.
     */
    private byte[] octets(StompFrame frame, Exchange exchange) {
        TextType type = type(frame);
        if (type != null && type.charsetName() != null && type.charset() != null) {
            exchange.setProperty(Exchange.CHARSET_NAME, type.charset().name());
        }
        return frame.body();
    }

    private boolean isText(StompFrame frame, BrokerDialect dialect) {
        if (ContentType.isEncoded(frame.headers().get(StompHeaderNames.CONTENT_ENCODING))) {
            return false;
        }
        TextType type = type(frame);
        return type == null ? dialect.isTextMessage(frame.headers()) : type.isText();
    }

    /**
     * Read once for many messages, since the messages of a queue mostly have one type. {@code null}: there is no
     * content type.
     */
    private TextType type(StompFrame frame) {
        String contentType = frame.headers().get(StompHeaderNames.CONTENT_TYPE);
        if (contentType == null) {
            return null;
        }
        TextType type = last;
        if (!type.contentType().equals(contentType)) {
            type = TextType.of(contentType);
            last = type;
        }
        return type;
    }

    /**
     * What a content type says about text.
     *
     * @param charsetName {@code null}: it names none
     * @param charset UTF-8 where it names none; {@code null} where this JVM does not have the named one
     */
    private record TextType(String contentType, boolean isText, String charsetName, Charset charset) {
        static TextType of(String contentType) {
            String name = ContentType.charset(contentType);
            Charset charset = name == null ? StandardCharsets.UTF_8 : ContentType.knownCharset(name);
            return new TextType(contentType, ContentType.isText(contentType), name, charset);
        }
    }

    /**
     * The body as text. Bytes that are not valid in the charset of the message stay bytes: an error would stop the
     * consumer at this message.
     */
    private Object text(StompFrame frame, Exchange exchange) {
        TextType type = type(frame);
        Charset charset = type == null ? StandardCharsets.UTF_8 : type.charset();
        String text = charset == null ? null : BodyText.read(frame.body(), charset, exchange);
        if (text != null) {
            return text;
        }
        String reason = charset == null
                ? "has the unknown charset '" + PrintableText.of(type.charsetName()) + "'"
                : "is said to be text in " + charset.name() + " and is not";
        LOG.atLevel(told.isNew(reason) ? Level.WARN : Level.DEBUG)
                .log(
                        "A message from {} at {} {}: its body stays bytes, as it came, and so does that of each like it",
                        PrintableText.of(String.valueOf(frame.headers().get(StompHeaderNames.DESTINATION))),
                        broker,
                        reason);
        return frame.body();
    }
}
