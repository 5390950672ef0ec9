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
package io.github.camelstomp2.protocol;

/** The acknowledgement mode of a subscription: the {@code ack} header of SUBSCRIBE (1.2, "SUBSCRIBE ack Header"). */
public enum AckMode {
    /** The broker counts a message as acknowledged as soon as it has sent it. */
    AUTO("auto"),
    /** The acknowledgement of a message also covers all messages before it. */
    CLIENT("client"),
    /** Each message is acknowledged by itself. STOMP 1.0 does not have this mode. */
    CLIENT_INDIVIDUAL("client-individual");

    private final String header;

    AckMode(String header) {
        this.header = header;
    }

    /** The header's value. */
    public String header() {
        return header;
    }
}
