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

import io.github.camelstomp2.MessageType;
import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.options.OptionsInForce;
import io.github.camelstomp2.options.StompClientOptionsFactory;
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
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Makes the bodies of SEND frames from message bodies, as the options {@code payload} and {@code messageType} say. */
final class BodyBinding {
    /**
     * A body to be sent.
     *
     * @param contentType {@code null} when there is no body
     * @param text whether receivers should read it as text
     */
    record Body(byte[] octets, String contentType, boolean text) {}

    private static final String CHARSET = ";charset=";
    private static final byte[] EMPTY = new byte[0];
    private static final byte[] JSON_NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final PayloadFormat payload;
    private final MessageType messageType;
    private final JsonBodies json;
    private final boolean djangoStomp;

    /** The content type that the endpoint sets for all bodies, instead of those of the messages; {@code null}: none. */
    private final String endpointsType;

    BodyBinding(CamelContext context, Stomp2Configuration configuration) {
        this.payload = OptionsInForce.payload(configuration);
        this.djangoStomp = configuration.isDjangoStomp();
        this.messageType = configuration.getMessageType();
        this.endpointsType = StompClientOptionsFactory.headers(configuration.sendHeaders(), null)
                .get(StompHeaderNames.CONTENT_TYPE);
        this.json = payload == PayloadFormat.JSON ? new JsonBodies(context, configuration) : null;
    }

    /** The body to send for an exchange. */
    Body write(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (djangoStomp) {
            return sharedWithDjangoStomp(exchange, body);
        }
        String declared =
                endpointsType == null ? message.getHeader(Exchange.CONTENT_TYPE, String.class) : endpointsType;
        if (body == null) {
            return new Body(EMPTY, declared, false);
        }
        String text = text(body, message);
        Body written = text == null
                ? octets(exchange, octets(body, exchange), isText(body, declared), declared)
                : text(exchange, text, isText(body, declared), declared);
        return written.text() && ContentType.isEncoded(message.getHeader(Exchange.CONTENT_ENCODING, String.class))
                ? new Body(written.octets(), written.contentType(), false)
                : written;
    }

    /** Writes text in a charset, and names the charset in the content type. */
    private Body text(Exchange exchange, String body, boolean text, String declared) {
        String named = charset(exchange, declared);
        // An unknown charset fails the exchange: writing the text in another one would change it.
        Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        byte[] octets = BodyText.write(body, charset, exchange);
        boolean readAsUtf8 = isUtf8(charset);
        String contentType = declared == null ? defaultContentType(text, charset) : declared;
        if (!readAsUtf8 && text && ContentType.charset(contentType) == null) {
            contentType += CHARSET + charset.name().toLowerCase(Locale.ROOT);
        }
        return new Body(octets, contentType, readAsUtf8 && wantsText(text));
    }

    /**
     * Octets are sent unchanged, whatever the content type says. The broker gets them as text only if it would read the
     * same text from them.
     */
    private Body octets(Exchange exchange, byte[] octets, boolean text, String declared) {
        String named = charset(exchange, declared);
        Charset charset = named == null ? StandardCharsets.UTF_8 : ContentType.knownCharset(named);
        boolean readable =
                charset != null && (!isUtf8(charset) || !(text || wantsText(text)) || BodyText.isText(octets, charset));
        String contentType = declared == null ? defaultContentType(text && readable, charset) : declared;
        return new Body(octets, contentType, readable && isUtf8(charset) && wantsText(text));
    }

    /** Always JSON in UTF-8, and always a bytes message: services that use django-stomp stop at any other message. */
    private Body sharedWithDjangoStomp(Exchange exchange, Object body) throws Exception {
        byte[] octets = body == null ? JSON_NULL : jsonOctets(exchange, body);
        try {
            StrictJson.check(octets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "With djangoStomp=true a body has to be JSON, since services that use django-stomp stop at any"
                            + " other: "
                            + e.getMessage() + ". Send JSON text, or an object that can be written as JSON");
        }
        return new Body(octets, DjangoStompConventions.CONTENT_TYPE, messageType == MessageType.TEXT);
    }

    private byte[] jsonOctets(Exchange exchange, Object body) throws Exception {
        String text = text(body, exchange.getMessage());
        return text == null ? octets(body, exchange) : BodyText.write(text, StandardCharsets.UTF_8, exchange);
    }

    private boolean wantsText(boolean text) {
        return messageType == MessageType.AUTO ? text : messageType == MessageType.TEXT;
    }

    /** Brokers write text messages in UTF-8; text in another charset has to be sent as bytes. */
    private static boolean isUtf8(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
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
        return text ? "text/plain" + CHARSET + charset.name().toLowerCase(Locale.ROOT) : "application/octet-stream";
    }

    /** The body as text that will be written in a charset; {@code null} if the body is octets already. */
    private String text(Object body, Message message) {
        if (isOctets(body)) {
            return null;
        }
        if (payload == PayloadFormat.JSON) {
            return body instanceof CharSequence ? body.toString() : null;
        }
        if (isTextObject(body)) {
            return body instanceof char[] text ? new String(text) : body.toString();
        }
        UnsendableBodies.refuseSeveral(body);
        return payload == PayloadFormat.TEXT
                ? UnsendableBodies.refuseNoText(body, converted(message, body, String.class))
                : null;
    }

    private byte[] octets(Object body, Exchange exchange) throws Exception {
        if (body instanceof byte[] octets) {
            return octets;
        }
        if (body instanceof ByteBuffer buffer) {
            return remaining(buffer);
        }
        if (payload == PayloadFormat.JSON && !isOctets(body)) {
            return json.write(exchange, body);
        }
        return converted(exchange.getMessage(), body, byte[].class);
    }

    private static boolean isOctets(Object body) {
        return body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof StreamCache
                || body instanceof File
                || body instanceof WrappedFile<?>;
    }

    /** Does not move the buffer's position, since the exchange may be sent again. */
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

    /** The charset that the content type names, otherwise the exchange's; {@code null}: neither. */
    private static String charset(Exchange exchange, String contentType) {
        String named = ContentType.charset(contentType);
        return named == null ? exchange.getProperty(ExchangePropertyKey.CHARSET_NAME, String.class) : named;
    }

    /** A conversion that fails, for example of a broken stream, fails the exchange with its own exception. */
    private static <T> T converted(Message message, Object body, Class<T> type) {
        Exchange exchange = message.getExchange();
        try {
            return exchange.getContext().getTypeConverter().mandatoryConvertTo(type, exchange, body);
        } catch (NoTypeConversionAvailableException e) {
            throw UnsendableBodies.notSent(body, e);
        }
    }
}
