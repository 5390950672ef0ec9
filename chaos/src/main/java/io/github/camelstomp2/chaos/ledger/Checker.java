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
package io.github.camelstomp2.chaos.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks a ledger against the rules. A pure function: the same ledger and terms give the same verdict. */
public final class Checker {
    private final Terms terms;
    private final Violations violations = new Violations();
    private final Histories histories;
    private final FaultTimes faults;

    private long sent;
    private long confirmed;
    private long failed;
    private long unknown;
    private long delivered;
    private long duplicates;
    private long excused;

    private Checker(Ledger ledger, Terms terms) {
        this.terms = terms;
        this.histories = new Histories(ledger, violations);
        this.faults = new FaultTimes(ledger.faults());
    }

    /** The verdict on a ledger that is complete: the client has stopped and the queues are empty. */
    public static Verdict check(Ledger ledger, Terms terms) {
        return check(ledger, terms, new Violations());
    }

    /** @param others violations that were found elsewhere, added to the verdict */
    public static Verdict check(Ledger ledger, Terms terms, Violations others) {
        return new Checker(ledger, terms).verdict(others);
    }

    private Verdict verdict(Violations others) {
        histories.forEachSend(this::check);
        histories.deliveries().forEach(this::check);
        checkUnknowns();
        if (terms.inOrder() && faults.isEmpty()) {
            checkOrder();
        }
        others.counts().forEach((rule, count) -> violations.counts().merge(rule, count, Long::sum));
        violations.told().addAll(others.told());
        return new Verdict(
                new Verdict.Counts(sent, confirmed, failed, unknown, delivered, duplicates, excused),
                violations.counts(),
                violations.told());
    }

    // ---- sends

    private void check(SendHistory send) {
        if (!send.begun) {
            if (send.isDelivered() || send.frames > 0) {
                violations.add(Rule.INVENTED, send.message, "nobody began to send it");
            }
            return;
        }
        sent++;
        boolean arrived = send.isDelivered();
        delivered += arrived ? 1 : 0;
        checkEnd(send);
        if (send.outcome == EventKind.CONFIRMED) {
            checkConfirmed(send, arrived);
        } else if (send.outcome == EventKind.FAILED) {
            failed++;
            if (arrived) {
                violations.add(Rule.FAILED_BUT_DELIVERED, send.message, send.frames + " SEND frames were written");
            }
        } else if (send.outcome == EventKind.UNKNOWN) {
            unknown++;
        }
    }

    private void checkEnd(SendHistory send) {
        if (send.outcomes == 0) {
            violations.add(Rule.NOT_ENDED, send.message, send.frames + " SEND frames were written");
            return;
        }
        if (send.outcomes > 1) {
            violations.add(Rule.ENDED_TWICE, send.message, send.outcomes + " times");
        }
        long took = send.outcomeNanos - send.begunNanos;
        if (took > terms.confirmTimeout().plus(terms.margin()).toNanos()) {
            violations.add(Rule.ENDED_LATE, send.message, "after " + Duration.ofNanos(took));
        }
    }

    private void checkConfirmed(SendHistory send, boolean arrived) {
        confirmed++;
        if (!send.receipted || send.receiptNanos - send.outcomeNanos > 0) {
            violations.add(
                    Rule.CONFIRMED_WITHOUT_RECEIPT,
                    send.message,
                    send.receipted ? "its receipt came later" : "its receipt did not come");
        }
        if (!arrived) {
            if (faults.emptiedQueue(send.firstFrameNanos, terms.backlogAge())) {
                excused++;
            } else {
                violations.add(Rule.LOST, send.message, "confirmed, and no route began with it");
            }
        }
    }

    // ---- deliveries

    private void check(DeliveryHistory delivery) {
        if (delivery.acknowledged && (!delivery.done || delivery.doneNanos - delivery.ackNanos > 0)) {
            violations.add(
                    Rule.ACKNOWLEDGED_EARLY,
                    delivery.message,
                    "delivery " + delivery.number + (delivery.done ? " had not ended" : " never ended"));
        }
        DeliveryHistory earlier = earlierRoute(delivery);
        if (delivery.begun && earlier != null) {
            duplicates++;
            if (histories.sendOf(delivery).frames <= 1 && !mayComeAgain(earlier, delivery)) {
                violations.add(Rule.DUPLICATE, delivery.message, whyNot(earlier, delivery));
            }
        }
    }

    private static DeliveryHistory earlierRoute(DeliveryHistory delivery) {
        DeliveryHistory earlier = delivery.before;
        while (earlier != null && !earlier.begun) {
            earlier = earlier.before;
        }
        return earlier;
    }

    /** Whether the broker may not have received the acknowledgement of the earlier delivery. */
    private boolean mayComeAgain(DeliveryHistory earlier, DeliveryHistory later) {
        return earlier.acknowledged
                ? faults.overlaps(Side.CONSUMERS, earlier.ackNanos, earlier.ackNanos, terms.ackSettles())
                : faults.overlaps(Side.CONSUMERS, earlier.seenNanos, later.seenNanos, Duration.ZERO)
                        || faults.lingers(Side.CONSUMERS, earlier.seenNanos, terms.faultLingers());
    }

    private static String whyNot(DeliveryHistory earlier, DeliveryHistory later) {
        String answer = earlier.acknowledged ? "was acknowledged" : "was not acknowledged";
        return "delivery " + earlier.number + " on connection " + earlier.link + " " + answer
                + ", no fault explains delivery " + later.number + " on connection " + later.link;
    }

    // ---- all messages together

    private void checkUnknowns() {
        Map<Fault, Long> perKill = new HashMap<>();
        for (SendHistory send : histories.unknownOutcomes()) {
            Fault kill = faults.killBefore(send.outcomeNanos);
            if (kill != null) {
                perKill.merge(kill, 1L, Long::sum);
            }
        }
        perKill.forEach((kill, count) -> {
            if (count > terms.window()) {
                violations.add(
                        Rule.TOO_MANY_UNKNOWN,
                        MessageNumber.NONE,
                        count + " after " + kill.name() + ", but only " + terms.window() + " can be under way");
            }
        });
    }

    private void checkOrder() {
        Map<Integer, Integer> last = new HashMap<>();
        List<DeliveryHistory> byRoute = histories.deliveries().stream()
                .filter(delivery -> delivery.begun)
                .sorted((one, other) -> Long.signum(one.begunNanos - other.begunNanos))
                .toList();
        for (DeliveryHistory delivery : byRoute) {
            Integer before = last.put(MessageNumber.producer(delivery.message), delivery.message);
            if (before != null && before > delivery.message) {
                violations.add(Rule.OUT_OF_ORDER, delivery.message, "after " + MessageNumber.text(before));
            }
        }
    }
}
