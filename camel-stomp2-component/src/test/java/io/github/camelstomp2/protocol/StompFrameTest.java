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
package io.github.camelstomp2.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StompFrameTest {
    private static final byte[] BODY = {1, 2, 3};

    @ParameterizedTest
    @EnumSource(
            names = {"SEND", "MESSAGE", "ERROR"},
            mode = EnumSource.Mode.EXCLUDE)
    @Holds(Rule.BODY_NOT_ALLOWED)
    void refusesABodyWhereNoneMayBe(StompCommand command) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StompFrame(command, StompHeaders.EMPTY, BODY))
                .withMessage(command + " must not have a body");
    }

    @ParameterizedTest
    @EnumSource(names = {"SEND", "MESSAGE", "ERROR"})
    void takesABodyAsItIs(StompCommand command) {
        assertThat(new StompFrame(command, StompHeaders.EMPTY, BODY).body()).isSameAs(BODY);
    }

    @Test
    void isEqualByContent() {
        StompFrame frame = new StompFrame(StompCommand.SEND, StompHeaders.of("a", "b"), BODY);
        StompFrame same = new StompFrame(StompCommand.SEND, StompHeaders.of("a", "b"), BODY.clone());

        assertThat(frame).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(frame).isNotEqualTo(frame.withHeaders(StompHeaders.EMPTY));
        assertThat(frame).isNotEqualTo(frame.withoutContentLength());
        assertThat(frame).isNotEqualTo(new StompFrame(StompCommand.MESSAGE, StompHeaders.of("a", "b"), BODY));
        assertThat(frame).isNotEqualTo(new StompFrame(StompCommand.SEND, StompHeaders.of("a", "b")));
    }

    @Test
    void keepsBodyAndContentLengthWithOtherHeaders() {
        StompFrame frame = new StompFrame(StompCommand.SEND, StompHeaders.EMPTY, BODY);

        assertThat(frame.writesContentLength()).isTrue();
        assertThat(frame.withHeaders(StompHeaders.of("a", "b")).body()).isSameAs(BODY);
        assertThat(frame.withoutContentLength().withHeaders(StompHeaders.EMPTY).writesContentLength())
                .isFalse();
    }

    @Test
    void showsSizesAndNoContents() {
        StompFrame frame = new StompFrame(StompCommand.SEND, StompHeaders.of("passcode", "secret"), BODY);
        assertThat(frame).hasToString("SEND[passcode] 3 B");
    }

    @Test
    void commandsOfABrokerAreFoundByTheirExactName() {
        assertThat(StompCommand.fromBroker("MESSAGE")).isEqualTo(StompCommand.MESSAGE);
        assertThat(StompCommand.fromBroker("ERROR")).isEqualTo(StompCommand.ERROR);
        assertThat(StompCommand.fromBroker("message")).isNull();
        assertThat(StompCommand.fromBroker("SEND")).isNull();
        assertThat(StompCommand.fromBroker("")).isNull();
    }

    @Test
    void hashCodesDifferWithCommandHeadersAndBody() {
        StompHeaders headers = StompHeaders.of("a", "1");
        assertThat(java.util.List.of(
                        new StompFrame(StompCommand.SEND, headers, new byte[] {1}).hashCode(),
                        new StompFrame(StompCommand.MESSAGE, headers, new byte[] {1}).hashCode(),
                        new StompFrame(StompCommand.SEND, StompHeaders.EMPTY, new byte[] {1}).hashCode(),
                        new StompFrame(StompCommand.SEND, headers, new byte[] {2}).hashCode()))
                .doesNotHaveDuplicates();
    }
}
