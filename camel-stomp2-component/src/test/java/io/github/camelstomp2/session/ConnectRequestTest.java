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
package io.github.camelstomp2.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.connect.ConnectRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectRequestTest {
    @Test
    @Holds({Rule.CONNECT_FIRST, Rule.OFFERED_VERSIONS})
    void offersVersionsInTheirOrderWithHostAndHeartBeat() {
        assertThat(text(request(null, null, null, StompHeaders.EMPTY)))
                .isEqualTo("CONNECT accept-version=1.2,1.1,1.0 host=vhost heart-beat=10000,20000");
    }

    @Test
    @Holds(Rule.OFFERED_VERSIONS)
    void aFixedVersionIsTheOnlyOneOffered() {
        assertThat(text(Conversation.request(List.of(StompVersion.V1_1))))
                .isEqualTo("CONNECT accept-version=1.1 host=vhost heart-beat=10000,20000");
    }

    @Test
    @Holds({Rule.HEART_BEAT_1_0, Rule.OFFERED_VERSIONS})
    void onlyVersion10OffersNoHeartBeat() {
        assertThat(text(Conversation.request(List.of(StompVersion.V1_0))))
                .isEqualTo("CONNECT accept-version=1.0 host=vhost heart-beat=0,0");
    }

    @Test
    @Holds(Rule.CREDENTIALS)
    void unsetCredentialsAreNotSent() {
        assertThat(request(null, null, null, StompHeaders.EMPTY).toFrame().headers())
                .satisfies(headers -> {
                    assertThat(headers.contains("login")).isFalse();
                    assertThat(headers.contains("passcode")).isFalse();
                    assertThat(headers.contains("client-id")).isFalse();
                });
    }

    @Test
    @Holds(Rule.CREDENTIALS)
    void emptyCredentialsAreSentEmpty() {
        assertThat(text(request("", "", null, StompHeaders.EMPTY))).endsWith(" login= passcode=");
    }

    @Test
    @Holds(Rule.CREDENTIALS)
    void credentialsAndClientIdAreSentAsTheyAre() {
        assertThat(text(request("joe", "s3cret", "c1", StompHeaders.EMPTY)))
                .endsWith(" login=joe passcode=s3cret client-id=c1");
    }

    @Test
    @Holds({Rule.CONNECT_FIRST, Rule.NO_INJECTION})
    void extraHeadersCannotReplaceThoseOfTheRequest() {
        StompHeaders extra = StompHeaders.of(
                "accept-version", "9.9", "host", "evil", "heart-beat", "1,1", "login", "eve", "x-tenant", "t1");

        assertThat(text(request("joe", "s3cret", null, extra)))
                .isEqualTo("CONNECT accept-version=1.2,1.1,1.0 host=vhost heart-beat=10000,20000 login=joe"
                        + " passcode=s3cret x-tenant=t1");
    }

    @Test
    void atLeastOneVersionIsNeeded() {
        assertThatIllegalArgumentException().isThrownBy(() -> Conversation.request(List.of()));
    }

    @Test
    void itsTextHoldsNoSecret() {
        assertThat(request("joe", "s3cret", null, StompHeaders.of("passcode2", "t0ken")))
                .asString()
                .contains("vhost")
                .doesNotContain("s3cret", "t0ken", "joe");
    }

    private static ConnectRequest request(String login, String passcode, String clientId, StompHeaders extra) {
        return new ConnectRequest(Conversation.ALL, "vhost", login, passcode, clientId, Conversation.HEART_BEAT, extra);
    }

    private static String text(ConnectRequest request) {
        return Conversation.text(request.toFrame());
    }
}
