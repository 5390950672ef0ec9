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
package io.github.camelstomp2.tools;

import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.tools.message.MissingBody;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

/**
 * Takes the messages of a queue, in their order: each is sent, with others on their way, and acknowledged when the target has
 * confirmed it. What is not acknowledged stays in the queue, however this ends.
 *
 * <p>{@link #process} is called by one thread at a time, answers of the target come on others.
 */
final class Transfer implements Processor {
    /**
     * What to do.
     *
     * @param max how many messages at most
     * @param window how many messages may have no answer; when so many stay, no other can come
     * @param filter which messages
     * @param dryRun whether the messages are only counted
     * @param empty whether messages go without whose body may not have come
     */
    record Plan(long max, long window, Predicate filter, boolean dryRun, boolean empty) {}

    /** Where a message goes. */
    interface Target {
        /** {@code null}: it says nowhere, and stays where it is. */
        String of(Message message);
    }

    private static final int MOST_REASONS = 3;

    /** Its policy's {@code maxPageSize}, if nobody has set another one. */
    private static final int PAGE_OF_ACTIVEMQ = 200;

    private final Plan plan;
    private final Target target;
    private final Outlet outlet;

    private final List<String> reasons = new ArrayList<>();
    private long begun;
    private long done;
    private long left;
    private long failed;
    private long lastNanos = System.nanoTime();
    private boolean stopped;
    private boolean activeMq;

    Transfer(Plan plan, Target target, Outlet outlet) {
        this.plan = plan;
        this.target = target;
        this.outlet = outlet;
    }

    @Override
    public void process(Exchange exchange) {
        if (begin(MissingBody.isOfActiveMq(exchange))) {
            try {
                decide(exchange);
            } catch (RuntimeException | OutOfMemoryError e) {
                fail(e);
            }
        }
    }

    private void decide(Exchange exchange) {
        if (!plan.filter().matches(exchange)) {
            leave(null);
            return;
        }
        String destination = target.of(exchange.getMessage());
        if (destination == null) {
            leave("it does not say where it was; name a queue with --to");
        } else if (!plan.empty() && MissingBody.isPossible(exchange.getMessage())) {
            leave(MissingBody.REASON);
        } else if (plan.dryRun()) {
            done();
        } else {
            send(exchange, destination);
        }
    }

    private void send(Exchange consumed, String destination) {
        Stomp2Acknowledgment acknowledgment =
                consumed.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class);
        outlet.send(consumed, destination, failure -> {
            if (failure != null) {
                fail(failure);
                return;
            }
            if (acknowledgment != null) { // there is none for what is only looked at
                acknowledgment.ack();
            }
            done();
        });
    }

    /** Whether there is room for one more. */
    private synchronized boolean begin(boolean ofActiveMq) {
        activeMq |= ofActiveMq;
        if (isEnough()) {
            return false;
        }
        begun++;
        lastNanos = System.nanoTime();
        return true;
    }

    private synchronized void leave(String reason) {
        left++;
        note(reason);
    }

    private synchronized void done() {
        done++;
        lastNanos = System.nanoTime();
    }

    /** The first one ends it: whatever comes behind would most probably fail as well, and out of its order. */
    private synchronized void fail(Throwable cause) {
        failed++;
        note(Reason.of(cause));
    }

    private void note(String reason) {
        if (reason != null && reasons.size() < MOST_REASONS && !reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    private boolean isEnough() {
        return stopped || failed > 0 || begun - left >= plan.max() || isFull();
    }

    /** Whether so many messages stay that the broker sends no other one. */
    private boolean isFull() {
        return staying() >= plan.window();
    }

    private long staying() {
        return plan.dryRun() ? left + done : left;
    }

    /** ActiveMQ Classic shows a page or two of a queue while nothing is acknowledged. */
    private boolean isPaged() {
        return activeMq && staying() >= PAGE_OF_ACTIVEMQ;
    }

    /** Nothing more is begun. */
    synchronized void stop() {
        stopped = true;
    }

    /** Whether all that may be begun is, and all that was begun is over. */
    synchronized boolean isOver() {
        return isEnough() && underWay() == 0;
    }

    /** Whether nothing has happened for so long, and nothing is on its way. */
    synchronized boolean isIdle(long nanos) {
        return underWay() == 0 && System.nanoTime() - lastNanos > nanos;
    }

    /** Whether a message has come. */
    synchronized boolean hasBegun() {
        return begun > 0;
    }

    private long underWay() {
        return begun - done - left - failed;
    }

    /** The time in which nothing happens begins anew: there is no subscription from which anything could come. */
    synchronized void nothingCanCome() {
        lastNanos = System.nanoTime();
    }

    /** Time that does not count as one in which nothing happened; less than zero is none. */
    synchronized void postpone(long nanos) {
        lastNanos += Math.max(0, nanos);
    }

    /** How many have gone. */
    synchronized long gone() {
        return done;
    }

    synchronized Result result() {
        if (isPaged()) {
            note("ActiveMQ Classic shows a few hundred messages at most while none of them is taken (maxPageSize):"
                    + " there may be more");
        }
        return new Result(done, left, failed, left > 0 && done < plan.max() && isFull(), List.copyOf(reasons));
    }

    /**
     * What became of the messages.
     *
     * @param done how many have gone
     * @param left how many stay because of the filter, or since they say nowhere
     * @param failed how many the target did not confirm; these stay as well
     * @param full whether it ended because so many stay that no other one could come
     * @param reasons why
     */
    record Result(long done, long left, long failed, boolean full, List<String> reasons) {
        /** Whether no message came. */
        boolean isNothing() {
            return done + left + failed == 0;
        }
    }
}
