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
package io.github.camelstomp2.property;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.fuzz.EncoderRun;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

@Holds(Rule.NO_INJECTION)
class EncoderPropertiesTest {
    @Property
    void aStrictReaderReadsExactlyTheFrameOrItIsRefused(
            @ForAll StompVersion version, @ForAll("frames") @Size(min = 1, max = 3) List<StompFrame> frames) {
        Assume.that(version.hasNack() || frames.stream().noneMatch(frame -> frame.command() == StompCommand.NACK));
        EncoderRun run = new EncoderRun(version);

        frames.forEach(run::write);
        run.flush();
        run.end();
    }

    @Provide
    Arbitrary<List<StompFrame>> frames() {
        Arbitrary<StompCommand> commands = Arbitraries.of(Arrays.stream(StompCommand.values())
                .filter(command -> !command.isFromBroker())
                .toList());
        Arbitrary<List<String>> texts = Texts.any().list().ofMaxSize(8);
        Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
        return Combinators.combine(commands, texts, bodies, Arbitraries.of(true, false))
                .as(EncoderPropertiesTest::frame)
                .list();
    }

    private static StompFrame frame(StompCommand command, List<String> texts, byte[] body, boolean measured) {
        StompHeaders headers = StompHeaders.of(
                texts.subList(0, texts.size() - texts.size() % 2).toArray(String[]::new));
        StompFrame frame =
                command.mayHaveBody() ? new StompFrame(command, headers, body) : new StompFrame(command, headers);
        return measured ? frame : frame.withoutContentLength();
    }
}
