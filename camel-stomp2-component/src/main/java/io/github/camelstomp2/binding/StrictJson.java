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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks that octets are exactly one JSON value in UTF-8, which every parser accepts. Reads them once and keeps
 * nothing.
 */
final class StrictJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private StrictJson() {}

    /** @throws IllegalArgumentException saying where the JSON is invalid, without any of the text */
    static void check(byte[] octets) {
        try (JsonParser parser = FACTORY.createParser(utf8(octets))) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "something follows the JSON value, at " + place(parser.currentTokenLocation()));
            }
        } catch (JsonProcessingException e) {
            // The parser's own message would show a part of the text, which may be secret.
            throw new IllegalArgumentException("it is no JSON at " + place(e.getLocation()));
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Refuses invalid octets. A usual decoder would replace each of them by another character. */
    private static char[] utf8(byte[] octets) throws CharacterCodingException {
        var chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
        char[] text = new char[chars.remaining()];
        chars.get(text);
        return text;
    }
}
