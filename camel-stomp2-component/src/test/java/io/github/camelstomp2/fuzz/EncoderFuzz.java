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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.Arrays;
import java.util.List;

/** Any frame that the component can make: {@link EncoderRun} says what is promised. */
public final class EncoderFuzz {
    private static final List<StompVersion> VERSIONS = Arrays.asList(StompVersion.values());

    private static final List<StompCommand> COMMANDS = Arrays.stream(StompCommand.values())
            .filter(command -> !command.isFromBroker())
            .toList();

    private static final int MOST_STEPS = 12;
    private static final int ACTIONS = 8;

    private EncoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Choices choices = new Choices(data);
        StompVersion version = choices.of(VERSIONS);
        EncoderRun run = new EncoderRun(version);
        for (int i = 0; i < MOST_STEPS && !choices.isEmpty(); i++) {
            switch (choices.below(ACTIONS)) {
                case 1 -> run.flush();
                case 2 -> run.heartBeat();
                default -> run.write(frame(choices, version));
            }
        }
        run.end();
    }

    private static StompFrame frame(Choices choices, StompVersion version) {
        StompCommand chosen = choices.of(COMMANDS);
        StompCommand command = chosen == StompCommand.NACK && !version.hasNack() ? StompCommand.ACK : chosen;
        StompHeaders.Builder headers = StompHeaders.builder();
        for (int count = choices.below(8); count > 0; count--) {
            headers.add(choices.text(), choices.text());
        }
        byte[] body = command.mayHaveBody() ? choices.octets(choices.next()) : new byte[0];
        StompFrame frame = new StompFrame(command, headers.build(), body);
        return choices.yes() ? frame.withoutContentLength() : frame;
    }
}
