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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "TEXT/HTML",
                "text/plain;charset=utf-8",
                "application/json",
                "application/json; charset=utf-8",
                "application/problem+json",
                "application/x-json",
                "application/xml",
                "application/soap+xml",
                "application/yaml",
                "application/x-yaml",
                "application/javascript",
                "application/x-www-form-urlencoded",
                "application/vnd.mine;charset=iso-8859-1"
            })
    void theseAreText(String type) {
        assertThat(ContentType.isText(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "GZIP", "aes128", "binary"})
    void bodiesWithTheseEncodingsAreNotWhatTheirTypeSays(String encoding) {
        assertThat(ContentType.isEncoded(encoding)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "identity", "utf-8", "UTF-8", "us-ascii", "iso-8859-1"})
    void bodiesWithTheseEncodingsAre(String encoding) {
        assertThat(ContentType.isEncoded(encoding)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "image/png",
                "application/zip",
                "application/xmlish",
                "",
                "json",
                "textual/x"
            })
    void theseAreBytes(String type) {
        assertThat(ContentType.isText(type)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain;charset=utf-8                  | utf-8",
                "text/plain; charset=ISO-8859-1            | ISO-8859-1",
                "text/plain; Charset=\"utf-16\"            | utf-16",
                "text/plain; format=flowed; CHARSET=cp1252 | cp1252"
            })
    void theCharsetIsRead(String type, String charset) {
        assertThat(ContentType.charset(type)).isEqualTo(charset);
    }

    @Test
    void withoutACharsetThereIsNone() {
        assertThat(ContentType.charset(null)).isNull();
        assertThat(ContentType.charset("text/plain")).isNull();
        assertThat(ContentType.charset("text/plain; x-charset=utf-8")).isNull();
    }
}
