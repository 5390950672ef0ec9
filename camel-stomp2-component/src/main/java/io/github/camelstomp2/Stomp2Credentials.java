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
package io.github.camelstomp2;

import java.util.Objects;

/**
 * Supplies user name and password anew at each connect; the option {@code credentials}. For passwords that change while the
 * application runs, and for tokens that expire.
 *
 * <p>Called on a thread of its own, never on a network thread: it may ask a server. It has to answer within {@code
 * connectTimeout}. Each connection asks for itself, so that an implementation has to be thread-safe.
 */
@FunctionalInterface
public interface Stomp2Credentials {

    /**
     * The credentials for one attempt to connect. They are sent to this broker and to no other one of {@code brokerURL}.
     *
     * @param brokerUrl the broker that is going to be asked: {@code ssl://broker:61614}
     * @throws Exception why there are none now; the attempt has failed, and is made again as after any other failure
     */
    Login forBroker(String brokerUrl) throws Exception;

    /**
     * A user name with its password.
     *
     * @param username the header {@code login} of CONNECT
     * @param password the header {@code passcode} of CONNECT: a password, or a token where the broker takes one there
     */
    record Login(String username, String password) {
        public Login {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }

        /** Without the values. */
        @Override
        public String toString() {
            return "Login[xxxxxx]";
        }
    }
}
