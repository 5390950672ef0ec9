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
package io.github.camelstomp2.testbed;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Values in DER, the encoding of certificates (ITU-T X.690): a tag, a length and the contents. */
final class Der {
    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG_YEAR = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, parts);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] octets(byte[] octets) {
        return value(0x04, octets);
    }

    /** A bit string of whole octets. */
    static byte[] bits(byte[] octets) {
        return value(0x03, new byte[] {0}, octets);
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    /** @param dotted such as {@code 2.5.29.17} */
    static byte[] objectIdentifier(String dotted) {
        int[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    octets.write(0x80 | (arcs[i] >>> shift & 0x7f));
                }
            }
            octets.write(arcs[i] & 0x7f);
        }
        return value(0x06, octets.toByteArray());
    }

    /** The year has two digits up to 2049, and four from then on. */
    static byte[] time(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        return utc.getYear() < 2050
                ? value(0x17, ascii(SHORT_YEAR.format(utc)))
                : value(0x18, ascii(LONG_YEAR.format(utc)));
    }

    /** The element of this number where the context says what it is; its contents are values themselves. */
    static byte[] tagged(int number, byte[]... parts) {
        return value(0xa0 | number, parts);
    }

    /** The element of this number where the context says what it is; its contents are octets. */
    static byte[] implicit(int number, byte[] contents) {
        return value(0x80 | number, contents);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (length < 0x80) {
            value.write(length);
        } else if (length < 0x100) {
            value.write(0x81);
            value.write(length);
        } else {
            value.write(0x82);
            value.write(length >>> 8);
            value.write(length);
        }
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        return value.toByteArray();
    }
}
