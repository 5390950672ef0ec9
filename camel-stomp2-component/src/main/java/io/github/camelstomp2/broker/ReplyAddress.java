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
 * Where a connection receives replies to its requests when the user named no queue for them.
 *
 * @param destination the value of {@code reply-to} in requests, and the destination of SUBSCRIBE
 * @param implicit whether the broker subscribes by itself when it reads such a {@code reply-to}: then there must be no
 *     SUBSCRIBE, and messages name {@code destination} as their subscription
 * @param lasting whether the next connection can subscribe to it again, so that later replies still arrive
 */
public record ReplyAddress(String destination, boolean implicit, boolean lasting) {
    /** The beginning of generated names, for brokers without temporary queues. */
    public static final String PREFIX = "stomp2.replies.";

    /** A temporary queue, which ends with its connection. */
    public static ReplyAddress temporary(int number, boolean implicit) {
        return new ReplyAddress("/temp-queue/replies-" + number, implicit, false);
    }

    /** A destination with a name that no other client has. */
    public static ReplyAddress named(String destination) {
        return new ReplyAddress(destination, false, true);
    }
}
