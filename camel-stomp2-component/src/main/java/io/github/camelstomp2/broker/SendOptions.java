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
package io.github.camelstomp2.broker;

/**
 * What a SEND wants of the broker.
 *
 * @param destination as the component has it: {@code /queue/x}
 * @param text whether consumers of other protocols are to get a text message
 * @param atMillis when it began, in milliseconds since 1970: a message that is written again does not live longer for that
 * @param queue of the destination
 */
public record SendOptions(String destination, boolean text, long atMillis, QueueOptions queue, MessageOptions message) {
    /** Whether it asks for nothing that some brokers cannot do. */
    public boolean isPlain() {
        return message.isPlain() && queue.type() == null;
    }

    /** With nothing special about the queue and the message. */
    public static SendOptions of(String destination, boolean persistent, boolean text) {
        return new SendOptions(destination, text, 0, QueueOptions.DEFAULT, MessageOptions.persistent(persistent));
    }
}
