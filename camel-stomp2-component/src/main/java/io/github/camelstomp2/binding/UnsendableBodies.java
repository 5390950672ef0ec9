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

import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;

/** Recognises bodies that are neither text nor octets, and that Camel would silently convert to something useless. */
final class UnsendableBodies {
    private UnsendableBodies() {}

    /**
     * Refuses a body with several values or none. Camel would take the elements of a list for octets, write nothing for
     * an empty list, and write {@code [1, 2]} or {@code [I@1b2c} where text is wanted.
     *
     * @throws IllegalArgumentException saying what to do
     */
    static void refuseSeveral(Object body) {
        if (body instanceof Collection<?>
                || body instanceof Map<?, ?>
                || body instanceof Iterator<?>
                || body instanceof Enumeration<?>
                || body instanceof BaseStream<?, ?>
                || body instanceof Optional<?>
                || (body.getClass().isArray() && !(body instanceof char[]) && !(body instanceof Byte[]))) {
            throw notSent(body, null);
        }
    }

    /**
     * Refuses the default text of an object without a text form: its class name and a number.
     *
     * @throws IllegalArgumentException saying what to do
     */
    static String refuseNoText(Object body, String text) {
        if (text.equals(body.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(body)))) {
            throw notSent(body, null);
        }
        return text;
    }

    /** The exception that says why a body cannot be sent, and what to do. */
    static IllegalArgumentException notSent(Object body, Exception cause) {
        return new IllegalArgumentException(
                "A body of the type " + body.getClass().getTypeName()
                        + " cannot be sent: convert it to String or byte[] before, or set payload=json",
                cause);
    }
}
