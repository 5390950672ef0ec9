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
package io.github.camelstomp2.benchmarks.endtoend;

/** Who is measured. */
enum Subjects {
    /** The component of this build. */
    CAMEL_STOMP2("camel-stomp2", new CamelSubject("stomp2")),

    /** The component of another build: {@code -Dbench.jar}. */
    CAMEL_STOMP2_BEFORE("camel-stomp2 before", new CamelSubject("stomp2")),

    /** The component that Camel had until 4.20. It asks for no receipts. */
    CAMEL_STOMP("camel-stomp", new CamelSubject("stomp")),

    /** Netty's codec in a pipeline, without Camel. */
    NETTY("Netty codec-stomp", new NettySubject()),

    /** A route without any network: what nothing in Camel can be faster than. */
    CAMEL_ALONE("Camel alone", new CamelAloneSubject());

    private final String title;
    private final Subject subject;

    Subjects(String title, Subject subject) {
        this.title = title;
        this.subject = subject;
    }

    String title() {
        return title;
    }

    Subject subject() {
        return subject;
    }
}
