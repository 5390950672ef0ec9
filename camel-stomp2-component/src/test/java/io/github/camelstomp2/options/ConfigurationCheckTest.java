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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.protocol.AckMode;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {
    private final Stomp2Configuration configuration = new Stomp2Configuration();

    private void isRefused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationCheck.check(configuration))
                .withMessageContaining(message);
    }

    private void isAccepted() {
        assertThatCode(() -> ConfigurationCheck.check(configuration)).doesNotThrowAnyException();
    }

    @Test
    void theDefaultsAreAllowed() {
        isAccepted();
    }

    @Test
    void theSmallestValuesAreAllowed() {
        configuration.setOutgoingHeartbeat(0);
        configuration.setIncomingHeartbeat(0);
        configuration.setConnectTimeout(1);
        configuration.setReconnectDelay(1);
        configuration.setReconnectMaxDelay(1);
        configuration.setReconnectMaxAttempts(-1);
        configuration.setReconnectBackoffMultiplier(1);
        configuration.setHeartbeatTolerance(1);
        configuration.setConfirmTimeout(1);
        configuration.setSendAttempts(1);
        configuration.setPrefetch(1);
        configuration.setConcurrentConsumers(1);
        isAccepted();
    }

    @Test
    void aPrefixOfBlanksIsNoPrefix() {
        configuration.setDeadLetterPrefix(" ");
        isRefused("deadLetterPrefix must not be empty");
        configuration.setDeadLetterPrefix(null);
        isRefused("deadLetterPrefix must not be empty");
    }

    @Test
    void aLoginWithoutPasscodeIsAllowed() {
        configuration.setLogin("me");
        isAccepted();
    }

    @Test
    void theRefusalOfAPasscodeDoesNotRepeatIt() {
        configuration.setPasscode("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationCheck.check(configuration))
                .withMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    void whatConnectCannotCarryIsRefusedByTheNameOfItsOption(String text) {
        Map<String, Consumer<Stomp2Configuration>> options = Map.of(
                "login", c -> c.setLogin(text),
                "passcode", c -> c.setPasscode(text),
                "host", c -> c.setHost(text),
                "clientId", c -> c.setClientId(text),
                "connectHeader.k", c -> c.setConnectHeaders(Map.of("k", text)),
                "connectHeader.a", c -> c.setConnectHeaders(Map.of(text, "v")),
                "customHeaders k", c -> c.setCustomHeaders(properties("k", text)));
        options.forEach((option, setter) -> {
            Stomp2Configuration broken = new Stomp2Configuration();
            broken.setLogin("me");
            setter.accept(broken);
            assertThatIllegalArgumentException()
                    .as(option)
                    .isThrownBy(() -> ConfigurationCheck.check(broken))
                    .withMessageStartingWith(option)
                    .withMessageContaining("CONNECT")
                    .withMessageNotContaining(text);
        });
    }

    @Test
    void whatConnectCanCarryIsAccepted() {
        configuration.setLogin("me:\\ \u2028");
        configuration.setPasscode("");
        isAccepted();
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    @Test
    void aHeaderWithoutANameIsRefused() {
        configuration.getSendHeaders().put("", "x");
        isRefused("sendHeaders has a header without a name");
    }

    /** Spring Boot makes another map of what is behind a dot. */
    @Test
    void theNameOfAHeaderThatWasCutAtItsDotsIsRefusedWithTheSpellingThatWorks() {
        configuration.getSubscribeHeaders().put("x", Map.of("message", Map.of("ttl", "1000")));
        isRefused("subscribeHeaders.x.message.ttl is not the name of one header; write a name with a dot in brackets:"
                + " subscribeHeaders[x.message.ttl]");
    }

    @Test
    void manualAcknowledgementsNeedABrokerThatWaitsForThem() {
        configuration.setManualAck(true);
        isAccepted();
        configuration.setAckMode(AckMode.CLIENT);
        isAccepted();
        configuration.setAckMode(AckMode.AUTO);
        isRefused("manualAck=true cannot be combined with ackMode=auto");
    }

    @ParameterizedTest
    @EnumSource(
            value = AckMode.class,
            names = {"AUTO", "CLIENT"})
    void aTransactionNeedsAcknowledgementsOfSingleMessages(AckMode ackMode) {
        configuration.setTransacted(true);
        isAccepted();
        configuration.setAckMode(ackMode);
        isRefused("transacted=true needs ackMode=client-individual");
    }

    @Test
    void aTransactionIsNotAcknowledgedByHand() {
        configuration.setTransacted(true);
        configuration.setManualAck(true);
        isRefused("manualAck=true cannot be combined with transacted=true");
    }

    @Test
    void aTransactionIsConfirmed() {
        configuration.setTransacted(true);
        configuration.setConfirm(false);
        isRefused("confirm=false cannot be combined with transacted=true");
    }

    @Test
    void aCopyIsIndependent() {
        configuration.getConnectHeaders().put("a", "1");
        configuration.setCustomHeaders(new Properties());
        Stomp2Configuration copy = configuration.copy();
        copy.getConnectHeaders().put("b", "2");
        copy.getSendHeaders().put("c", "3");
        copy.getSubscribeHeaders().put("d", "4");
        copy.setPrefetch(7);
        assertThat(configuration.getConnectHeaders()).containsOnlyKeys("a");
        assertThat(configuration.getSendHeaders()).isEmpty();
        assertThat(configuration.getSubscribeHeaders()).isEmpty();
        assertThat(configuration.getPrefetch()).isEqualTo(100);
    }
}
