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
 * The options of one SEND.
 *
 * @param destination as the component writes it: {@code /queue/x}
 * @param text whether consumers of other protocols get a text message
 * @param atMillis when sending began, in milliseconds since 1970; a message that is written again expires at the same
 *     time
 * @param queue options of the destination
 */
public record SendOptions(String destination, boolean text, long atMillis, QueueOptions queue, MessageOptions message) {
    /** Whether no option is set that some brokers cannot fulfil. */
    public boolean isPlain() {
        return message.isPlain() && queue.type() == null;
    }

    /** Default options of queue and message. */
    public static SendOptions of(String destination, boolean persistent, boolean text) {
        return new SendOptions(destination, text, 0, QueueOptions.DEFAULT, MessageOptions.persistent(persistent));
    }
}
