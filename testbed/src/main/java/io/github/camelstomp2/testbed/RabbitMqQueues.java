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

import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The queues of a RabbitMQ node, by Erlang expressions that the node evaluates. */
final class RabbitMqQueues {

    private final UnaryOperator<String> eval;

    RabbitMqQueues(UnaryOperator<String> eval) {
        this.eval = eval;
    }

    /** One of the numbers that {@code rabbitmqctl list_queues} shows; 0 if there is no such queue. */
    long figure(String item, String queueName) {
        return Long.parseLong(
                ofQueue(queueName, "proplists:get_value(" + item + ", rabbit_amqqueue:info(Q, [" + item + "]))", "0"));
    }

    /** As {@code rabbitmqctl list_consumers} shows it. */
    long prefetch(String queueName) {
        // a consumer is {process, tag, acknowledges, prefetch, ...}
        String all = ofQueue(
                queueName,
                "lists:flatten(io_lib:format(\"~w\", [[element(4, C) || C <- rabbit_amqqueue:consumers(Q)]]))",
                "[]");
        return Long.parseLong(EmbeddedServer.only(
                Arrays.stream(all.replaceAll("[^0-9,]", "").split(","))
                        .filter(number -> !number.isEmpty())
                        .toList(),
                queueName));
    }

    /** How many durable queues are bound to the exchange of topics with this name for a routing key. */
    long durableSubscriptionCount(String topicName) {
        return Long.parseLong(
                eval.apply("length([B || B <- rabbit_binding:list_for_source({resource, <<\"/\">>, exchange,"
                        + " <<\"amq.topic\">>}), element(3, B) =:= <<\"" + checked(topicName) + "\"/utf8>>,"
                        + " case rabbit_amqqueue:lookup(element(4, B)) of {ok, Q} -> amqqueue:is_durable(Q) andalso"
                        + " not amqqueue:is_auto_delete(Q); _ -> false end])."));
    }

    /** Whether the node that evaluates this is where the queue's process, or its leader, is. */
    boolean isLed(String queueName) {
        return Boolean.parseBoolean(
                ofQueue(queueName, "case amqqueue:get_pid(Q) of {_, N} -> N; P -> node(P) end =:= node()", "false"));
    }

    Map<String, String> arguments(String queueName) {
        String all = ofQueue(
                queueName,
                "lists:flatten([io_lib:format(\"~s=~s;\", [K, if is_integer(V) -> integer_to_list(V); true -> V end])"
                        + " || {K, _, V} <- amqqueue:get_arguments(Q)])",
                "\"\"");
        return Arrays.stream(all.replace("[]", "").replace("\"", "").split(";"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    void delete(String queueName) {
        ofQueue(queueName, "element(1, rabbit_amqqueue:delete(Q, false, false, <<\"testbed\">>))", "absent");
    }

    /** The value of an expression about the queue {@code Q}. */
    private String ofQueue(String queueName, String expression, String otherwise) {
        return eval.apply("case rabbit_amqqueue:lookup({resource, <<\"/\">>, queue, <<\""
                + checked(ProcessBroker.bareName(queueName)) + "\"/utf8>>}) of {ok, Q} -> try " + expression
                + " catch exit:_ -> " + otherwise + " end; _ -> " + otherwise + " end.");
    }

    private static String checked(String name) {
        if (name.indexOf('"') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a name of a test: " + name);
        }
        return name;
    }
}
