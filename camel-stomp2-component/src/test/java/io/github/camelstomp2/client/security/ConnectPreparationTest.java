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
package io.github.camelstomp2.client.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.LoginSource.Login;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.TestCertificates;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked before attempts to connect, once for those that begin together. A question runs when the test lets it. */
class ConnectPreparationTest {
    private static final BrokerAddress PLAIN = BrokerAddress.parse("tcp://a:61613");
    private static final BrokerAddress OTHER = BrokerAddress.parse("tcp://b:61613");
    private static final BrokerAddress ENCRYPTED = BrokerAddress.parse("ssl://a:61614");

    private final Deque<Runnable> questions = new ArrayDeque<>();
    private final List<BrokerAddress> asked = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Identity withBean = new Identity(null, null, null, "/", null, this::login);

    private Login login(BrokerAddress broker) {
        asked.add(broker);
        return new Login("service", "token-" + asked.size(), StompHeaders.EMPTY);
    }

    private ConnectPreparation preparation(ClientSettings settings) {
        return new ConnectPreparation(settings.build(), questions::add, channel.eventLoop());
    }

    private static ClientSettings settings() {
        return new ClientSettings("tcp://a:61613");
    }

    private static TlsMaterial certificates() {
        return new TlsMaterial(TestCertificates.get().sslContext(null), null);
    }

    private void answer() {
        questions.remove().run();
        channel.runPendingTasks();
    }

    private static final class Attempt implements ConnectPreparation.Attempt {
        private final List<String> told = new ArrayList<>();
        private boolean over;

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void ready(Prepared prepared) {
            Login login = prepared.login();
            told.add(login == null ? "certificates" : login.passcode());
        }

        @Override
        public void failed(StompException why) {
            told.add(why.getMessage());
        }
    }

    private static List<Attempt> begin(ConnectPreparation preparation, BrokerAddress... brokers) {
        return Arrays.stream(brokers)
                .map(broker -> {
                    Attempt attempt = new Attempt();
                    preparation.of(broker, attempt);
                    return attempt;
                })
                .toList();
    }

    @Test
    void attemptsDuringAQuestionShareTheAnswerToTheNextOne() {
        ConnectPreparation preparation = preparation(settings().identity(withBean));
        List<Attempt> attempts = begin(preparation, PLAIN, PLAIN, PLAIN);
        assertThat(questions).hasSize(1);
        answer();
        assertThat(attempts)
                .extracting(attempt -> attempt.told)
                .containsExactly(List.of("token-1"), List.of(), List.of());
        answer();
        assertThat(attempts)
                .extracting(attempt -> attempt.told)
                .containsExactly(List.of("token-1"), List.of("token-2"), List.of("token-2"));
        assertThat(questions).isEmpty();
    }

    @Test
    void eachBrokerIsAskedFor() {
        ConnectPreparation preparation = preparation(settings().identity(withBean));
        begin(preparation, PLAIN, OTHER, PLAIN, OTHER);
        IntStream.range(0, 3).forEach(question -> answer());
        assertThat(questions).isEmpty();
        assertThat(asked).containsExactly(PLAIN, OTHER, PLAIN);
    }

    @Test
    void certificatesAreSharedAsWell() {
        ConnectPreparation preparation = preparation(settings().tls(ConnectPreparationTest::certificates));
        List<Attempt> attempts = begin(preparation, ENCRYPTED, ENCRYPTED, ENCRYPTED);
        answer();
        answer();
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.told).containsExactly("certificates"));
    }

    @Test
    void oneThatHasEndedMeanwhileIsToldNothing() {
        ConnectPreparation preparation = preparation(settings().identity(withBean));
        List<Attempt> attempts = begin(preparation, PLAIN, PLAIN);
        attempts.forEach(attempt -> attempt.over = true);
        answer();
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.told).isEmpty());
        assertThat(questions).as("nobody needs another answer").isEmpty();
    }

    @Test
    void aQuestionWithoutAnAnswerTakesOneThreadAndLaterAttemptsSayWhatIsTheMatter() {
        ConnectPreparation preparation = preparation(settings().identity(withBean));
        List<Attempt> attempts = begin(preparation, PLAIN, PLAIN);
        attempts.get(0).over = true;
        List<Attempt> later = begin(preparation, PLAIN, OTHER);
        assertThat(questions).hasSize(1);
        assertThat(later.get(0).told)
                .containsExactly("not connected to tcp://a:61613: the bean of the option credentials is still being"
                        + " asked for an earlier attempt, whose connectTimeout is over");
        assertThat(later.get(1).told).hasSize(1);
        assertThat(attempts.get(1).told).as("its time is not over").isEmpty();
        answer();
        answer();
        assertThat(attempts.get(1).told).containsExactly("token-2");
        assertThat(begin(preparation, PLAIN).get(0).told).isEmpty();
        assertThat(questions).hasSize(1);
    }

    @Test
    void theWordsNameAllThatMayBeTheReason() {
        ClientSettings encrypted = settings().tls(ConnectPreparationTest::certificates);
        assertThat(wordsBehindAnUnansweredQuestion(preparation(encrypted))).contains("sslContextParameters are still");
        assertThat(wordsBehindAnUnansweredQuestion(preparation(encrypted.identity(withBean))))
                .contains("sslContextParameters or the bean of the option credentials are still");
    }

    private static String wordsBehindAnUnansweredQuestion(ConnectPreparation preparation) {
        begin(preparation, ENCRYPTED).get(0).over = true;
        return begin(preparation, ENCRYPTED).get(0).told.get(0);
    }

    @Test
    void aFailureIsToldToAllWhoShareTheQuestionAndTheNextOneIsAsked() {
        ConnectPreparation preparation = preparation(settings().tls(() -> {
            throw new IllegalStateException("no such file");
        }));
        List<Attempt> attempts = begin(preparation, ENCRYPTED, ENCRYPTED, ENCRYPTED);
        answer();
        answer();
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.told)
                .singleElement()
                .asString()
                .contains("sslContextParameters cannot be read: IllegalStateException: no such file"));
    }

    @Test
    void withoutThreadsTheAttemptFails() {
        ConnectPreparation preparation = new ConnectPreparation(
                settings().identity(withBean).build(),
                question -> {
                    throw new RejectedExecutionException();
                },
                channel.eventLoop());
        assertThat(begin(preparation, PLAIN, PLAIN))
                .allSatisfy(attempt -> assertThat(attempt.told).containsExactly("the STOMP component is stopped"));
    }
}
