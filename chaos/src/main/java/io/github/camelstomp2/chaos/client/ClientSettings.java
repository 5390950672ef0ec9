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
package io.github.camelstomp2.chaos.client;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of the client under test.
 *
 * @param run the tag of the run, part of each message's number
 * @param reportPort where the ledger receives reports, on the loopback address
 * @param producerUrl the {@code brokerURL} of the producers
 * @param consumerUrl the {@code brokerURL} of the consumers
 * @param queue the name of the queue
 * @param producers how many producers; if there are several, the last one has {@code sendAttempts=1}
 * @param window how many sends may be on their way, of all producers together
 * @param backlog about how many messages may wait in the queue
 * @param concurrentConsumers the option of this name
 * @param workMicros how long a route takes, in microseconds
 * @param options further options of both endpoints, as in a query
 * @param consumerOptions further options of the consumer's endpoint
 */
public record ClientSettings(
        String run,
        int reportPort,
        String producerUrl,
        String consumerUrl,
        String queue,
        int producers,
        int window,
        int backlog,
        int concurrentConsumers,
        int workMicros,
        String options,
        String consumerOptions) {

    /** For the command line of {@link ClientMain}. */
    public List<String> toArguments() {
        return List.of(
                run,
                Integer.toString(reportPort),
                producerUrl,
                consumerUrl,
                queue,
                Integer.toString(producers),
                Integer.toString(window),
                Integer.toString(backlog),
                Integer.toString(concurrentConsumers),
                Integer.toString(workMicros),
                options,
                consumerOptions);
    }

    static ClientSettings parse(String[] arguments) {
        List<String> left = new ArrayList<>(List.of(arguments));
        return new ClientSettings(
                left.remove(0),
                Integer.parseInt(left.remove(0)),
                left.remove(0),
                left.remove(0),
                left.remove(0),
                Integer.parseInt(left.remove(0)),
                Integer.parseInt(left.remove(0)),
                Integer.parseInt(left.remove(0)),
                Integer.parseInt(left.remove(0)),
                Integer.parseInt(left.remove(0)),
                left.remove(0),
                left.remove(0));
    }
}
