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

import java.io.IOException;

/**
 * Runs a broker for what is no test of this build, such as a script: says {@code tcp://HOST:PORT LOGIN PASSCODE TLS-PORT
 * AUTHORITY.PEM} on standard output, in one line, and ends the broker with the end of standard input.
 */
public final class LentBroker {
    private LentBroker() {}

    /** @param args {@link BrokerKind#id()} */
    public static void main(String[] args) throws IOException {
        try (TestBroker broker =
                TestBrokers.dedicated(BrokerKind.valueOf(args[0].toUpperCase(java.util.Locale.ROOT)))) {
            broker.start();
            System.out.println("tcp://" + broker.host() + ":" + broker.port() + " " + broker.login() + " "
                    + broker.passcode() + " " + broker.sslPort() + " "
                    + TestCertificates.get().authorityPem());
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }
}
