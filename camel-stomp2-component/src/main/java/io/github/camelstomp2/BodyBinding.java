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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.io.File;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frame bodies to message bodies and back, as {@code payload} and {@code messageType} say. */
final class BodyBinding {
    private static final Logger LOG = LoggerFactory.getLogger(BodyBinding.class);

    /**
     * A body to be sent.
     *
     * @param contentType {@code null} when there is no body
     * @param text whether it is meant to be read as text
     */
    record Body(byte[] octets, String contentType, boolean text) {}

    private static final byte[] EMPTY = new byte[0];
    private static final byte[] JSON_NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final PayloadFormat payload;
    private final MessageType messageType;
    private final JsonBodies json;
    private final boolean djangoStomp;

    BodyBinding(CamelContext context, Stomp2Configuration configuration) {
        this.payload = configuration.payloadInUse();
        this.djangoStomp = configuration.isDjangoStomp();
        this.messageType = configuration.getMessageType();
        this.json = payload == PayloadFormat.JSON ? new JsonBodies(context, configuration.getPayloadType()) : null;
    }

    /** The body of a consumed message. */
    Object read(StompFrame frame, BrokerDialect dialect, Exchange exchange) throws Exception {
        return switch (payload) {
            case BYTES -> octets(frame, exchange);
            case TEXT -> text(frame, ContentType.charset(contentType(frame)));
            case JSON -> json.read(exchange, frame.body());
            case AUTO ->
                isText(frame, dialect) ? text(frame, ContentType.charset(contentType(frame))) : octets(frame, exchange);
        };
    }

    /** As they came; where they are text, whoever makes a String of them later makes the right one. */
    private static byte[] octets(StompFrame frame, Exchange exchange) {
        Charset charset = knownCharset(ContentType.charset(contentType(frame)));
        if (charset != null) {
            exchange.setProperty(Exchange.CHARSET_NAME, charset.name());
        }
        return frame.body();
    }

    /** {@code null} for none and for one that this JVM does not have. */
    private static Charset knownCharset(String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isText(StompFrame frame, BrokerDialect dialect) {
        if (ContentType.isEncoded(frame.headers().get(StompHeaderNames.CONTENT_ENCODING))) {
            return false;
        }
        String type = contentType(frame);
        if (type != null) {
            return ContentType.isText(type);
        }
        return dialect.marksTextByMissingContentLength() && !frame.headers().contains(StompHeaderNames.CONTENT_LENGTH);
    }

    private static String contentType(StompFrame frame) {
        return frame.headers().get(StompHeaderNames.CONTENT_TYPE);
    }

    /** As text, or as bytes when the sender named a charset that this JVM does not have: never a stuck consumer. */
    private static Object text(StompFrame frame, String charset) {
        Charset known = charset == null ? StandardCharsets.UTF_8 : knownCharset(charset);
        if (known == null) {
            LOG.warn(
                    "A message from {} has the unknown charset '{}': its body stays bytes",
                    frame.headers().get(StompHeaderNames.DESTINATION),
                    PrintableText.of(charset));
            return frame.body();
        }
        return new String(frame.body(), known);
    }

    /** The body to send for an exchange. */
    Body write(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (djangoStomp) {
            return sharedWithDjangoStomp(exchange, body);
        }
        String declared = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (body == null) {
            return new Body(EMPTY, declared, false);
        }
        boolean text = isText(body, declared);
        Charset charset = charset(exchange, declared);
        byte[] octets = octets(exchange, body, charset);
        String contentType = declared == null ? defaultContentType(text, charset) : declared;
        boolean encoded = ContentType.isEncoded(message.getHeader(Exchange.CONTENT_ENCODING, String.class));
        return new Body(octets, contentType, !encoded && sendsText(text, charset));
    }

    /** Always JSON in UTF-8, and a bytes message as its own: whatever else would stop the services that consume it. */
    private Body sharedWithDjangoStomp(Exchange exchange, Object body) throws Exception {
        byte[] octets = body == null ? JSON_NULL : octets(exchange, body, StandardCharsets.UTF_8);
        try {
            StrictJson.check(octets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "With djangoStomp=true a body has to be JSON, since services that use django-stomp stop at any other: "
                            + e.getMessage() + ". Send JSON text, or an object that can be written as JSON");
        }
        return new Body(octets, DjangoStompConventions.CONTENT_TYPE, messageType == MessageType.TEXT);
    }

    /** Text messages of brokers are UTF-8; text in another charset has to stay the bytes that it is. */
    private boolean sendsText(boolean text, Charset charset) {
        boolean wanted = messageType == MessageType.AUTO ? text : messageType == MessageType.TEXT;
        return wanted && (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII));
    }

    private boolean isText(Object body, String declared) {
        return switch (payload) {
            case TEXT, JSON -> true;
            case BYTES -> false;
            case AUTO -> declared == null ? isTextObject(body) : ContentType.isText(declared);
        };
    }

    private String defaultContentType(boolean text, Charset charset) {
        if (payload == PayloadFormat.JSON) {
            return "application/json";
        }
        return text ? "text/plain;charset=" + charset.name().toLowerCase(Locale.ROOT) : "application/octet-stream";
    }

    private byte[] octets(Exchange exchange, Object body, Charset charset) throws Exception {
        if (body instanceof byte[] octets) {
            return octets;
        }
        if (body instanceof ByteBuffer buffer) {
            return remaining(buffer);
        }
        if (isOctets(body)) {
            return converted(exchange.getMessage(), body, byte[].class);
        }
        if (payload == PayloadFormat.JSON && !(body instanceof CharSequence)) {
            return json.write(exchange, body);
        }
        if (isTextObject(body)) {
            return octets(body instanceof char[] text ? new String(text) : body.toString(), charset);
        }
        UnsendableBodies.refuseSeveral(body);
        return payload == PayloadFormat.TEXT
                ? octets(
                        UnsendableBodies.refuseNoText(body, converted(exchange.getMessage(), body, String.class)),
                        charset)
                : converted(exchange.getMessage(), body, byte[].class);
    }

    private static boolean isOctets(Object body) {
        return body instanceof InputStream
                || body instanceof StreamCache
                || body instanceof File
                || body instanceof WrappedFile<?>;
    }

    /** In a charset that has all of its characters: question marks in their places would be another text. */
    private static byte[] octets(String text, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(text)) {
            return text.getBytes(charset);
        }
        throw new IllegalArgumentException("The body holds characters that " + charset.name()
                + " cannot write: set the header Content-Type to one with charset=utf-8, or change the body");
    }

    /** Without moving its position: the exchange may be sent again. */
    private static byte[] remaining(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.duplicate().get(octets);
        return octets;
    }

    private static boolean isTextObject(Object body) {
        return body instanceof CharSequence
                || body instanceof char[]
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Character
                || body instanceof UUID
                || body instanceof Enum<?>;
    }

    private static Charset charset(Exchange exchange, String contentType) {
        String named = ContentType.charset(contentType);
        if (named == null) {
            named = exchange.getProperty(Exchange.CHARSET_NAME, String.class);
        }
        // An unknown one fails this exchange: sending it in another would alter the text.
        return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
    }

    /** A conversion that fails, as of a stream that breaks off, fails the exchange with its own exception. */
    private static <T> T converted(Message message, Object body, Class<T> type) {
        Exchange exchange = message.getExchange();
        try {
            return exchange.getContext().getTypeConverter().mandatoryConvertTo(type, exchange, body);
        } catch (NoTypeConversionAvailableException e) {
            throw UnsendableBodies.notSent(body, e);
        }
    }
}
