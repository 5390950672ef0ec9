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
package io.github.camelstomp2.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;

/** What the quickstart tells the person in front of it. */
final class Report {

    /** Reasons may be long, such as a parser's; the line stays readable. */
    private static final int MAX_REASON_CHARS = 90;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void starting(String broker, String queue) {
        out.printf("%ncamel-stomp2 quickstart%n%n");
        out.printf("  broker   %s%n", broker);
        out.printf("  orders   orders.jsonl -> queue/%1$s -> processed, or -> queue/DLQ.%1$s%n%n", queue);
    }

    void processed(int line, Order order) {
        out.printf("  processed      line %2d  %s%n", line, order);
    }

    void deadLettered(int line, String reason) {
        out.printf("  dead-lettered  line %2d  %s%n", line, shortened(reason));
    }

    /** The first line of a reason; in a header, line ends are written as backslash and n. */
    private static String shortened(String reason) {
        int lineEnd = reason.indexOf("\\n");
        String first = lineEnd < 0 ? reason : reason.substring(0, lineEnd);
        return first.length() <= MAX_REASON_CHARS ? first : first.substring(0, MAX_REASON_CHARS - 3) + "...";
    }

    void balance(Ledger.Balance balance, Duration deadline) {
        out.printf("%n  sent           %7d%n", balance.sent());
        out.printf("  processed      %7d%n", balance.processed());
        out.printf("  dead-lettered  %7d%n", balance.deadLettered());
        if (balance.foreign() > 0) {
            out.printf(
                    "  not ours       %7d  (taken from the queues; left there by an earlier run)%n", balance.foreign());
        }
        if (balance.addsUp()) {
            out.printf("%n  OK: every order was processed, or is a dead letter with its reason.%n");
            next();
        } else {
            out.printf(
                    "%n  FAILED: %d of %d orders neither processed nor dead-lettered within %d s.%n",
                    balance.missing(), balance.sent(), deadline.toSeconds());
            askTheLog();
        }
    }

    void notSent(String broker, Throwable cause) {
        out.printf("  FAILED: the orders could not be sent to %s%n", broker);
        out.printf("          %s%n", cause.getMessage());
        out.printf("          Does a broker speak STOMP there, and does it know the user name and password?%n");
        askTheLog();
    }

    private void next() {
        out.printf("%n  Read   examples/quickstart/src/main/java/.../OrderRoutes.java, the three routes behind this%n");
        out.printf("  Edit   examples/quickstart/src/main/resources/orders.jsonl, and run again%n");
        out.printf("  Try    -Dquickstart.log=INFO to watch Camel and the component at work%n");
        out.printf("         -Dstomp2.brokerURL=tcp://localhost:61613 -Dstomp2.username=... -Dstomp2.password=...%n");
        out.printf("         to do the same on a broker of yours%n%n");
    }

    private void askTheLog() {
        out.printf("          Run again with -Dquickstart.log=INFO to see what happened.%n%n");
    }
}
