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

/** The measured clients. */
enum Subjects {
    /** The component of this build. */
    CAMEL_STOMP2("camel-stomp2", new CamelSubject(new CamelStomp2Client())),

    /** The component of another build: {@code -Dbench.jar}. */
    CAMEL_STOMP2_BEFORE("camel-stomp2 before", new CamelSubject(new CamelStomp2Client())),

    /** The component of this build, with a registry for its meters: {@code -Dbench.observed=true}. */
    CAMEL_STOMP2_OBSERVED("camel-stomp2 with meters", new CamelSubject(new CamelStomp2Client(true, false))),

    /** The component of this build, over WebSocket. */
    CAMEL_STOMP2_WEB_SOCKET("camel-stomp2, WebSocket", new CamelSubject(new CamelStomp2Client(false, true))),

    CAMEL_STOMP("camel-stomp", new CamelSubject(new CamelStompClient())),

    CAMEL_JMS_OPENWIRE("camel-jms, OpenWire", new CamelSubject(new CamelJmsClient(Peers.ACTIVEMQ))),

    CAMEL_JMS_CORE("camel-jms, Artemis core", new CamelSubject(new CamelJmsClient(Peers.ARTEMIS))),

    VERTX("Vert.x STOMP", new VertxSubject()),

    SPRING("Spring STOMP over TCP", new SpringSubject(false)),

    SPRING_WEB_SOCKET("Spring STOMP over WebSocket", new SpringSubject(true)),

    /** Netty's codec in a pipeline, without Camel. */
    NETTY("Netty codec-stomp", new NettySubject()),

    PLAIN_SOCKET("plain blocking socket", new PlainSocketSubject()),

    /** A route without network: a lower limit for everything in Camel that fills headers. */
    CAMEL_ALONE("Camel alone, eager headers", new CamelAloneSubject(false)),

    /** A route without network, whose headers are never used. */
    CAMEL_ALONE_LAZY("Camel alone, lazy headers", new CamelAloneSubject(true));

    private final String title;
    private final Subject subject;

    Subjects(String title, Subject subject) {
        this.title = title;
        this.subject = subject;
    }

    String title() {
        return title;
    }

    /** Whether it is also measured with real brokers without being named. */
    boolean meetsBrokers() {
        return switch (this) {
            case CAMEL_STOMP2,
                    CAMEL_STOMP2_BEFORE,
                    CAMEL_STOMP2_OBSERVED,
                    CAMEL_STOMP,
                    CAMEL_JMS_OPENWIRE,
                    CAMEL_JMS_CORE,
                    NETTY -> true;
            default -> false;
        };
    }

    Subject subject() {
        return subject;
    }
}
