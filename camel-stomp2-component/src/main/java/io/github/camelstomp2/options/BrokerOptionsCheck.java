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
package io.github.camelstomp2.options;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.protocol.AckMode;
import java.util.regex.Pattern;

/** Refuses values that no broker can fulfil, among the options that each broker has under another name. */
public final class BrokerOptionsCheck {
    private static final Pattern STREAM_OFFSET =
            Pattern.compile("first|last|next|offset=[0-9]{1,18}|timestamp=[0-9]{1,18}");

    private BrokerOptionsCheck() {}

    /**
     * @throws IllegalArgumentException naming the option, and saying what is allowed
     */
    static void check(Stomp2Configuration c) {
        checkSends(c);
        checkDurable(c);
        checkStream(c);
        checkBrowse(c);
        checkSubscriptionId(c.getSubscriptionId());
        refuse(
                c.isNoLocal() && !c.isSharedConnection(),
                "noLocal=true needs sharedConnection=true: a consumer's own connection sends nothing that could be left"
                        + " out");
        refuse(
                c.getSelector() != null && c.getSelector().isBlank(),
                "selector is empty; leave it out, or write a condition such as region = 'EU'");
    }

    private static void checkSends(Stomp2Configuration c) {
        Integer priority = c.getPriority();
        refuse(
                priority != null && (priority < 0 || priority > 9),
                "priority=" + priority + " is not allowed; it must be 0 to 9");
        checkReplyTo(c.getReplyTo());
        refuse(
                c.getMessageGroup() != null && c.getMessageGroup().isBlank(),
                "messageGroup is empty; leave it out, or name a group");
    }

    private static void checkReplyTo(String replyTo) {
        if (replyTo != null) {
            refuse(
                    DestinationSyntax.normalize(replyTo).startsWith("/temp-"),
                    "replyTo=" + replyTo
                            + " is not allowed: without this option replies come to a temporary queue; leave"
                            + " it out, or name a queue that stays");
        }
    }

    private static void checkDurable(Stomp2Configuration c) {
        refuse(
                c.getSubscriptionName() != null && !c.isDurable(),
                "subscriptionName is set, but durable is not; add durable=true");
        refuse(
                c.isRemoveSubscriptionOnStop() && !c.isDurable(),
                "removeSubscriptionOnStop is set, but durable is not; add durable=true");
        refuse(
                c.getSubscriptionName() != null && c.getSubscriptionName().isBlank(),
                "subscriptionName is empty; leave it out, or name the subscription");
        refuse(
                c.isDurable() && c.isBrowse(),
                "browse=true cannot be combined with durable=true: browsing looks at queues, once");
    }

    private static void checkStream(Stomp2Configuration c) {
        String offset = c.getStreamOffset();
        if (offset != null) {
            refuse(
                    c.getQueueType() != QueueType.STREAM,
                    "streamOffset is set, but queueType is not stream; add queueType=stream");
            refuse(
                    !STREAM_OFFSET.matcher(offset).matches(),
                    "streamOffset=" + offset + " is not allowed; allowed are first, last, next, offset=N and"
                            + " timestamp=SECONDS");
        }
        refuse(
                c.getQueueType() == QueueType.STREAM && c.getAckMode() == AckMode.AUTO,
                "ackMode=auto cannot be combined with queueType=stream, where the broker needs acknowledgements to"
                        + " know how fast to go on");
    }

    private static void checkBrowse(Stomp2Configuration c) {
        refuse(
                c.isBrowse() && c.isManualAck(),
                "manualAck=true cannot be combined with browse=true, which takes no message and acknowledges none");
        refuse(
                c.isBrowse() && c.isTransacted(),
                "transacted=true cannot be combined with browse=true, which takes no message and acknowledges none");
    }

    private static void checkSubscriptionId(String id) {
        refuse(
                id != null && (id.isBlank() || id.startsWith("/temp-queue/") || id.contains("@@")),
                "subscriptionId=" + id + " is not allowed; it must not be empty, begin with /temp-queue/ or contain @@,"
                        + " which RabbitMQ uses for itself");
    }

    /**
     * Refuses options that a polling consumer cannot have.
     *
     * @throws IllegalArgumentException naming the option, and saying what to do instead
     */
    public static void checkPolling(Stomp2Configuration c) {
        refuse(
                c.getAckMode() == AckMode.AUTO,
                "ackMode=auto cannot be used for polling: the broker would forget messages that were never returned; use"
                        + " ackMode=client-individual");
        refuse(
                c.isTransacted(),
                "transacted=true cannot be used for polling: the acknowledgement of a polled message is part of no"
                        + " transaction; remove it from the polled endpoint. What the exchange sends with transacted=true"
                        + " is committed before the polled message is acknowledged");
        refuse(
                c.isBrowse(),
                "browse=true cannot be used for polling: each poll would see the first message again; consume it by"
                        + " from(...)");
        refuse(
                c.getQueueType() == QueueType.STREAM,
                "queueType=stream cannot be used for polling: each poll would begin at streamOffset again; consume it by"
                        + " from(...)");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
