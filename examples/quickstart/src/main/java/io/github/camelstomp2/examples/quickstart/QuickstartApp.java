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

import io.github.camelstomp2.protocol.StompException;
import java.util.UUID;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.Main;
import org.apache.camel.util.ObjectHelper;

/**
 * Sends the orders of {@code orders.jsonl} to a queue, processes them, and ends with a summary: exit code 0 when every
 * order was either processed or dead-lettered, 1 otherwise.
 *
 * <p>Without {@code -Dstomp2.brokerURL} it brings its own broker.
 */
public final class QuickstartApp {

    private final Settings settings;
    private final Report report;

    QuickstartApp(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        int exitCode = new QuickstartApp(Settings.fromSystemProperties(), new Report(System.out)).run();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code. */
    int run() throws Exception {
        if (!settings.needsEmbeddedBroker()) {
            report.starting(settings.brokerURL(), settings.queue());
            return runRoutes(settings);
        }
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            report.starting(EmbeddedBroker.description() + ", " + broker.url(), settings.queue());
            return runRoutes(settings.withBroker(broker));
        }
    }

    private int runRoutes(Settings complete) throws Exception {
        Ledger ledger = new Ledger();
        Main camel = new Main();
        camel.configure().addRoutesBuilder(new OrderRoutes(ledger, report));
        camel.addOverrideProperty("orders.queue", complete.queue());
        camel.addOverrideProperty("run.id", UUID.randomUUID().toString());
        complete.component()
                .forEach((option, value) -> camel.addOverrideProperty("camel.component.stomp2." + option, value));
        Ledger.Balance balance;
        try {
            camel.start();
            camel.getCamelTemplate().sendBody("direct:send-orders", null);
            balance = ledger.awaitSettled(complete.deadline());
        } catch (RuntimeCamelException e) {
            report.notSent(complete.brokerURL(), reason(e));
            return 1;
        } finally {
            camel.stop();
        }
        report.balance(balance, complete.deadline());
        return balance.addsUp() ? 0 : 1;
    }

    /** What the broker or the network said, or else the innermost cause. */
    private static Throwable reason(Throwable failure) {
        StompException stomp = ObjectHelper.getException(StompException.class, failure);
        if (stomp != null) {
            return stomp;
        }
        return failure.getCause() == null ? failure : reason(failure.getCause());
    }
}
