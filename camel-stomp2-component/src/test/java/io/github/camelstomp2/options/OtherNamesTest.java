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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** username and password are other names of login and passcode, secretConnectHeader of connectHeader. */
class OtherNamesTest extends RouteTestSupport {
    private WireFrame connect(String... options) throws Exception {
        start(on -> on.from(stomp("queue/in", options)).to("mock:end"));
        return broker.accept().expectFrame("CONNECT");
    }

    private Stomp2Configuration defaults() {
        return context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
    }

    @ParameterizedTest
    @CsvSource({"username,password", "login,passcode", "username,passcode", "login,password", "USERNAME,pass-word"})
    void theBrokerGetsThemByEitherName(String user, String password) throws Exception {
        WireFrame connect = connect(user + "=anna", password + "=s3cret");
        assertThat(connect.header("login")).isEqualTo("anna");
        assertThat(connect.header("passcode")).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectHeader", "secretConnectHeader"})
    void theBrokerGetsAHeaderByEitherName(String option) throws Exception {
        assertThat(connect(option + ".x-tenant=blue").header("x-tenant")).isEqualTo("blue");
    }

    @Test
    void bothMayBeSetToTheSame() throws Exception {
        WireFrame connect =
                connect("username=anna", "login=anna", "secretConnectHeader.t=blue", "connectHeader.t=blue");
        assertThat(connect.header("login")).isEqualTo("anna");
        assertThat(connect.header("t")).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource({"username,login", "password,passcode", "secretConnectHeader.t,connectHeader.t"})
    void bothSetToDifferentValuesAreRefusedWithoutTheValues(String one, String other) {
        String uri = "stomp2:queue/in?" + one + "=v4lue-1&" + other + "=v4lue-2";
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .rootCause()
                .hasMessage(one + " and " + other
                        + " are two names of one option and have different values; set one of them");
    }

    @Test
    void differentValuesOfTheComponentAreRefused() {
        defaults().setUsername("anna");
        defaults().setLogin("bert");
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x"))
                .rootCause()
                .hasMessageContaining("username and login are two names of one option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "login", "user-name", "LOGIN"})
    void whatTheEndpointSaysCountsByWhicheverNameTheComponentSaysElse(String name) throws Exception {
        defaults().setUsername("anna");
        defaults().setLogin("anna");
        assertThat(connect(name + "=bert").header("login")).isEqualTo("bert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectHeader", "secretConnectHeader"})
    void soDoesAHeader(String option) throws Exception {
        defaults().getConnectHeaders().put("x-tenant", "blue");
        defaults().getSecretConnectHeaders().put("x-tenant", "blue");
        assertThat(connect(option + ".x-tenant=red").header("x-tenant")).isEqualTo("red");
    }

    @Test
    void aPasswordNeedsAUsername() {
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?password=s3cret"))
                .rootCause()
                .hasMessage("password is set without username; set both or none");
        context.getEndpoint("stomp2:queue/x?password=s3cret&login=anna");
    }
}
