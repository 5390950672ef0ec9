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

import static io.github.camelstomp2.protocol.StompVersion.V1_0;
import static io.github.camelstomp2.protocol.StompVersion.V1_1;
import static io.github.camelstomp2.protocol.StompVersion.V1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompVersionTest {
    private static final StompHeaders MESSAGE = StompHeaders.of("message-id", "m", "subscription", "s", "ack", "a");

    @ParameterizedTest
    @EnumSource
    void isNegotiatedByItsNumber(StompVersion version) {
        assertThat(StompVersion.negotiated(version.number())).isEqualTo(version);
    }

    @Test
    @Holds(Rule.VERSION_MISSING)
    void isNegotiatedAs10WithoutAHeader() {
        assertThat(StompVersion.negotiated(null)).isEqualTo(V1_0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.3", "2.0", " 1.2", "1.2\r", "1.1,1.2", "V1_2"})
    @Holds(Rule.VERSION_NOT_OFFERED)
    void refusesToNegotiateAnythingElse(String header) {
        assertThatThrownBy(() -> StompVersion.negotiated(header)).isInstanceOf(StompProtocolException.class);
    }

    @Test
    void readsAListInItsOrder() {
        assertThat(StompVersion.parseList("1.2, 1.0 ,1.1")).containsExactly(V1_2, V1_0, V1_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2,", ",1.2", "1.2;1.1", "1.3"})
    void refusesAnyOtherList(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> StompVersion.parseList(list));
    }

    @Test
    @Holds(Rule.OFFERED_VERSIONS)
    void offersEachOnceInTheOrderOfTheList() {
        assertThat(StompVersion.acceptHeader(List.of(V1_2, V1_0, V1_1, V1_2))).isEqualTo("1.2,1.0,1.1");
        assertThat(StompVersion.acceptHeader(List.of(V1_1))).isEqualTo("1.1");
    }

    @Test
    @Holds(Rule.ACK_NAMES)
    void acknowledgesByTheHeadersOfItsOwn() {
        assertThat(V1_0.acknowledgementOf(MESSAGE)).isEqualTo(StompHeaders.of("message-id", "m", "subscription", "s"));
        assertThat(V1_1.acknowledgementOf(MESSAGE)).isEqualTo(StompHeaders.of("message-id", "m", "subscription", "s"));
        assertThat(V1_2.acknowledgementOf(MESSAGE)).isEqualTo(StompHeaders.of("id", "a"));
    }

    @Test
    @Holds(Rule.ACK_WITHOUT_NAME)
    void guessesNothingWhenAHeaderIsMissing() {
        StompHeaders without12 = StompHeaders.of("message-id", "m", "subscription", "s");
        assertThatThrownBy(() -> V1_2.acknowledgementOf(without12))
                .isInstanceOf(StompProtocolException.class)
                .hasMessage("MESSAGE without the header 'ack', which STOMP 1.2 requires to acknowledge it");
        assertThatThrownBy(() -> V1_1.acknowledgementOf(StompHeaders.of("message-id", "m", "ack", "a")))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("'subscription'");
        assertThatThrownBy(() -> V1_1.acknowledgementOf(StompHeaders.of("subscription", "s", "ack", "a")))
                .hasMessageContaining("'message-id'");
        assertThat(V1_0.acknowledgementOf(StompHeaders.of("ack", "a"))).isEqualTo(StompHeaders.EMPTY);
    }

    @Test
    @Holds(Rule.ACK_NAMES)
    void in10AMessageNeedNotNameItsSubscription() {
        assertThat(V1_0.acknowledgementOf(StompHeaders.of("message-id", "m")))
                .isEqualTo(StompHeaders.of("message-id", "m"));
    }

    @Test
    @Holds(Rule.CONNECT_UNESCAPED)
    void escapesNothingInConnectAndConnected() {
        for (StompVersion version : StompVersion.values()) {
            assertThat(version.escapingOf(StompCommand.CONNECT)).isEqualTo(HeaderEscaping.NONE);
            assertThat(version.escapingOf(StompCommand.CONNECTED)).isEqualTo(HeaderEscaping.NONE);
        }
        assertThat(V1_0.escapingOf(StompCommand.SEND)).isEqualTo(HeaderEscaping.NONE);
        assertThat(V1_1.escapingOf(StompCommand.MESSAGE)).isEqualTo(HeaderEscaping.V1_1);
        assertThat(V1_2.escapingOf(StompCommand.ERROR)).isEqualTo(HeaderEscaping.V1_2);
    }

    @Test
    void differsWhereTheSpecificationsDiffer() {
        assertThat(StompVersion.values()).filteredOn(StompVersion::trimsHeaders).containsExactly(V1_0);
        assertThat(StompVersion.values())
                .filteredOn(StompVersion::endsLinesWithCarriageReturn)
                .containsExactly(V1_0, V1_2);
        assertThat(StompVersion.values()).filteredOn(StompVersion::hasNack).containsExactly(V1_1, V1_2);
        assertThat(StompVersion.values())
                .filteredOn(StompVersion::hasHeartBeats)
                .containsExactly(V1_1, V1_2);
        assertThat(StompVersion.values())
                .filteredOn(StompVersion::namesSubscriptions)
                .containsExactly(V1_1, V1_2);
    }
}
