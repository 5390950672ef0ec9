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

import java.nio.charset.Charset;
import java.util.Locale;

/** Reads the headers {@code content-type} and {@code content-encoding}. */
final class ContentType {
    private ContentType() {}

    /**
     * Whether a body of this type is text: {@code text/*}, JSON, XML and types that are based on them, or any type with
     * a charset.
     */
    static boolean isText(String contentType) {
        String type = type(contentType);
        return type.startsWith("text/")
                || isNamed(type, "json")
                || isNamed(type, "xml")
                || isNamed(type, "yaml")
                || type.equals("application/javascript")
                || type.equals("application/x-www-form-urlencoded")
                || charset(contentType) != null;
    }

    private static boolean isNamed(String type, String name) {
        return type.equals("application/" + name) || type.equals("application/x-" + name) || type.endsWith("+" + name);
    }

    private static String type(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** The charset that a content type names, or {@code null}. */
    static String charset(String contentType) {
        if (contentType == null) {
            return null;
        }
        for (String parameter : contentType.split(";")) {
            String trimmed = parameter.trim();
            if (trimmed.regionMatches(true, 0, "charset=", 0, 8)) {
                return trimmed.substring(8).replace("\"", "").trim();
            }
        }
        return null;
    }

    /**
     * Whether a body with this {@code content-encoding} is not of the form that its content type says, because it is
     * compressed or encrypted. Some AMQP clients write a charset into this header; that does not count.
     */
    static boolean isEncoded(String contentEncoding) {
        if (contentEncoding == null || contentEncoding.isBlank()) {
            return false;
        }
        String encoding = contentEncoding.trim().toLowerCase(Locale.ROOT);
        return !encoding.equals("identity")
                && !encoding.startsWith("utf")
                && !encoding.startsWith("iso-8859")
                && !encoding.equals("us-ascii")
                && !encoding.equals("ascii");
    }

    /** {@code null} for no name, and for a charset that this JVM does not have. */
    static Charset knownCharset(String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
