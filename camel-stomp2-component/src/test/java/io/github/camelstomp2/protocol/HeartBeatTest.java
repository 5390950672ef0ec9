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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartBeatTest {
    @Test
    @Holds(Rule.HEART_BEAT_OFF)
    void aMissingHeaderMeansNone() {
        assertThat(HeartBeat.parse(null)).isEqualTo(HeartBeat.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0", "10000,20000", "0,1", "999999999,0"})
    void readsWhatItWrites(String header) {
        assertThat(HeartBeat.parse(header).toHeader()).isEqualTo(header);
    }

    @Test
    void countsInMilliseconds() {
        assertThat(HeartBeat.parse("1500,007")).isEqualTo(new HeartBeat(Duration.ofMillis(1500), Duration.ofMillis(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0,",
                ",0",
                "1,2,3",
                "-1,0",
                "+1,0",
                "1 ,2",
                " 1,2",
                "1,2\n",
                "a,b",
                "1.5,2",
                "1e3,0",
                "1000000000,0",
                "\u0661,0"
            })
    @Holds(Rule.HEART_BEAT_MALFORMED)
    void refusesAnythingElse(String header) {
        assertThatThrownBy(() -> HeartBeat.parse(header))
                .isInstanceOf(StompProtocolException.class)
                .hasMessage("malformed heart-beat header '" + PrintableText.of(header) + "'");
    }

    @ParameterizedTest
    @CsvSource({
        // mine, theirs, negotiated
        "'10,20', '30,40', '40,30'",
        "'50,60', '30,40', '50,60'",
        "'10,10', '0,0', '0,0'",
        "'0,0', '10,10', '0,0'",
        "'0,10', '10,10', '0,10'",
        "'10,0', '10,10', '10,0'",
        "'10,10', '0,10', '10,0'",
        "'10,10', '10,0', '0,10'",
    })
    @Holds({Rule.HEART_BEAT_INTERVALS, Rule.HEART_BEAT_OFF})
    void theSlowerOfWhatOneCanAndTheOtherWantsHolds(String mine, String theirs, String negotiated) {
        assertThat(HeartBeat.parse(mine).negotiate(HeartBeat.parse(theirs))).isEqualTo(HeartBeat.parse(negotiated));
    }

    @Test
    @Holds(Rule.HEART_BEAT_INTERVALS)
    void bothPeersNegotiateTheSame() {
        HeartBeat one = HeartBeat.parse("10,20");
        HeartBeat other = HeartBeat.parse("15,5");

        HeartBeat here = one.negotiate(other);
        HeartBeat there = other.negotiate(one);

        assertThat(here.outgoing()).isEqualTo(there.incoming());
        assertThat(here.incoming()).isEqualTo(there.outgoing());
    }

    @Test
    void refusesNegativeDurations() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartBeat(Duration.ofMillis(-1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartBeat(Duration.ZERO, Duration.ofMillis(-1)));
    }
}
