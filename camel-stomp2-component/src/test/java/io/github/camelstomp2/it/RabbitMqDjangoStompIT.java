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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqDjangoStompIT extends DjangoStompSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Test
    void aMessageThatTheServiceRefusesReachesTheRouteOfItsDeadLetters() throws Exception {
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        routes.template().sendBody(uri(), Map.of("id", 1));
        listener.nack(listener.next());
        listener.close();

        assertThat(dead.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
    }

    @Test
    void aMessageThatARouteRefusesReachesTheServiceByTheBrokersOwnDeadLetters() throws Exception {
        fail(uri() + "?deadLetterMode=broker", "orders");
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        DjangoStompPeer.Listener dead = service.listen("/queue/DLQ." + queue);
        WireFrame letter = dead.next();
        assertThat(letter.bodyText()).isEqualTo("{\"id\": 1}");
        dead.ack(letter);
        dead.close();
    }

    /** Those that docs/django-stomp.md gives to {@code rabbitmqctl set_permissions}. */
    @Test
    void thePermissionsOfThePageAreEnoughForAQueueAndItsDeadLetters() throws Exception {
        assumeThat(BROKER.broker()).isInstanceOf(RabbitMqProcess.class);
        RabbitMqProcess broker = (RabbitMqProcess) BROKER.broker();
        String queues = "<<\"^(DLQ\\\\.)?" + queue + "$\">>";
        String user = "<<\"" + queue + "\">>";
        broker.eval("rabbit_auth_backend_internal:add_user(" + user + ", <<\"secret\">>, <<\"testbed\">>).");
        broker.eval("rabbit_auth_backend_internal:set_permissions(" + user + ", <<\"/\">>, " + queues
                + ", <<\"^amq\\\\.default$\">>, " + queues + ", <<\"testbed\">>).");
        routes.component().getConfiguration().setLogin(queue);
        routes.component().getConfiguration().setPasscode("secret");

        fail("orders");
        send(Map.of("id", 1), Map.of());

        await().until(() -> broker.messageCount("DLQ." + queue) == 1);
        awaitEmpty(queue);
    }

    @Test
    void theQueuesAreDeclaredToTheLetterAsTheServiceDeclaresThem() throws Exception {
        routes.consume(uri());
        await().until(() -> BROKER.broker().consumerCount(queue) == 1);

        assertThat(arguments(queue)).isEqualTo(declared("DLQ." + queue));
        assertThat(arguments("DLQ." + queue)).isEqualTo(declared("DLQ.DLQ." + queue));
    }

    /** What was there before may be gone when the broker is back: a queue that was deleted, or never was durable. */
    @Test
    void theDeadLetterQueueIsDeclaredAgainAfterAReconnect() throws Exception {
        fail(uri() + "?deadLetterMode=broker", "orders");
        await().until(() -> BROKER.broker().consumerCount(queue) == 1);
        BROKER.broker().deleteQueue("DLQ." + queue);
        assertThat(exists("DLQ." + queue)).isFalse();

        proxy.resetAll();
        await().until(() -> exists("DLQ." + queue));
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        await().until(() -> BROKER.broker().messageCount("DLQ." + queue) == 1);
        assertThat(arguments("DLQ." + queue)).isEqualTo(declared("DLQ.DLQ." + queue));
    }

    @Test
    void theDeadLetterQueueIsThereAndEmptyWithoutAConsumer() throws Exception {
        routes.consume(uri());
        await().until(() -> BROKER.broker().consumerCount(queue) == 1);

        assertThat(exists("DLQ." + queue)).isTrue();
        assertThat(BROKER.broker().messageCount("DLQ." + queue)).isZero();
        await().until(() -> BROKER.broker().consumerCount("DLQ." + queue) == 0);
    }

    private static String declared(String deadLetters) {
        return "[{<<\"x-dead-letter-exchange\">>,longstr,<<>>},{<<\"x-dead-letter-routing-key\">>,longstr,<<\""
                + deadLetters + "\">>}"
                // From 4.0 on the broker adds the type that the virtual host has by default.
                + (RabbitMqVersions.isFour(BROKER.broker()) ? ",{<<\"x-queue-type\">>,longstr,<<\"classic\">>}]" : "]");
    }

    private static String arguments(String name) {
        return eval("lists:sort(amqqueue:get_arguments(element(2, rabbit_amqqueue:lookup(" + resource(name) + "))))")
                .replaceAll("\\s", "");
    }

    private static boolean exists(String name) {
        return eval("element(1, rabbit_amqqueue:lookup(" + resource(name) + "))")
                .equals("ok");
    }

    private static String resource(String name) {
        return "{resource, <<\"/\">>, queue, <<\"" + name + "\">>}";
    }

    private static String eval(String expression) {
        return ((RabbitMqProcess) BROKER.broker()).eval(expression + ".");
    }
}
