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

/**
 * A client wrote something that the specification does not allow. It is an error, since it is an assertion of the test
 * bed.
 */
public final class WireFormatException extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final long position;

    WireFormatException(String problem, long position) {
        super(problem + " (at byte " + position + " of what the client wrote)");
        this.position = position;
    }

    /** Offset of the offending byte, counted from the first byte of the connection. */
    public long position() {
        return position;
    }
}
