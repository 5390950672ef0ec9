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
package io.github.camelstomp2.testbed;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.impl.ServerConsumerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Artemis with its default settings, except for what tests need: passwords are checked, and every address has the dead
 * letter queue {@code DLQ}, as in the configuration that {@code artemis create} writes.
 */
final class EmbeddedArtemis implements EmbeddedServer {

    private static final int JOURNAL_FILE_BYTES = 2 * 1024 * 1024;
    private static final String DEAD_LETTERS = "DLQ";

    private static final int COUNTING_SECONDS = 10;
    private static final String VIRTUAL_TOPICS = "/topic/VirtualTopic.#";

    private final BrokerMain.Settings settings;
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

    EmbeddedArtemis(BrokerMain.Settings settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws Exception {
        broker.setConfiguration(configuration());
        broker.setSecurityManager(new OneUser(settings.login(), settings.passcode()));
        broker.start();
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("testbed")
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(true)
                .setPersistenceEnabled(true)
                // the other journal type needs a native library and asynchronous file access
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalDatasync(!Boolean.getBoolean(NO_DISK_SYNC))
                .setJournalDirectory(directory("journal"))
                .setBindingsDirectory(directory("bindings"))
                .setLargeMessagesDirectory(directory("large-messages"))
                .setPagingDirectory(directory("paging"))
                .setNodeManagerLockDirectory(directory("lock"))
                // a disk that is nearly full elsewhere must not block the producers of a test
                .setMaxDiskUsage(-1);
        String address = "tcp://127.0.0.1:";
        configuration.addAcceptorConfiguration("stomp", address + settings.port() + "?protocols=STOMP");
        configuration.addAcceptorConfiguration("stomp-tls", address + settings.sslPort() + "?protocols=STOMP" + tls());
        configuration.addAcceptorConfiguration("jms", address + settings.jmsPort() + "?protocols=CORE");
        configuration.addAddressSetting("#", new AddressSettings().setDeadLetterAddress(SimpleString.of(DEAD_LETTERS)));
        // As in the configuration of "artemis create": an empty queue without a consumer is kept.
        configuration.addAddressSetting(VIRTUAL_TOPICS, new AddressSettings().setAutoDeleteQueues(false));
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(DEAD_LETTERS)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST)));
        return configuration;
    }

    private String tls() {
        return ";sslEnabled=true;wantClientAuth=true"
                + ";keyStoreType=PKCS12;keyStorePath=" + settings.keyStore()
                + ";keyStorePassword=" + settings.storePassword()
                + ";trustStoreType=PKCS12;trustStorePath=" + settings.trustStore()
                + ";trustStorePassword=" + settings.storePassword();
    }

    private String directory(String name) {
        return settings.data().resolve(name).toString();
    }

    @Override
    public void stop() throws Exception {
        broker.stop();
    }

    @Override
    public String version() {
        return server().getVersion().getFullVersion();
    }

    @Override
    public long messageCount(String queueName) {
        return sum(queueName, EmbeddedArtemis::remaining);
    }

    @Override
    public long consumerCount(String queueName) {
        return sum(queueName, Queue::getConsumerCount);
    }

    @Override
    public long unacknowledgedCount(String queueName) {
        return sum(queueName, Queue::getDeliveringCount);
    }

    @Override
    public long strandedCount(String queueName) {
        return sum(
                queueName,
                queue -> queue.getDeliveringCount()
                        - queue.getConsumers().stream()
                                .mapToLong(consumer -> ((ServerConsumerImpl) consumer)
                                        .getDeliveringMessages()
                                        .size())
                                .sum());
    }

    @Override
    public long prefetch(String queueName) {
        List<ServerConsumerImpl> consumers = queues(queueName).stream()
                .flatMap(queue -> queue.getConsumers().stream())
                .map(ServerConsumerImpl.class::cast)
                .toList();
        return EmbeddedServer.only(consumers, queueName).getAvailableCredits().get();
    }

    @Override
    public long durableSubscriptionCount(String topicName) throws Exception {
        long count = 0;
        for (String address : List.of(topicName, "/topic/" + topicName)) {
            count += server().getPostOffice().getBindingsForAddress(SimpleString.of(address)).getBindings().stream()
                    .map(binding -> server().locateQueue(binding.getUniqueName()))
                    .filter(queue ->
                            queue != null && queue.isDurable() && queue.getRoutingType() == RoutingType.MULTICAST)
                    .count();
        }
        return count;
    }

    @Override
    public void deleteQueue(String queueName) throws Exception {
        for (Queue queue : queues(queueName)) {
            server().destroyQueue(queue.getName(), null, false, true);
        }
    }

    /**
     * Counts messages that were added and not removed: a message that is given back is for a moment neither waiting nor
     * being delivered.
     */
    private static long remaining(Queue queue) {
        return queue.getMessagesAdded()
                - queue.getMessagesAcknowledged()
                - queue.getMessagesExpired()
                - queue.getMessagesKilled()
                - queue.getMessagesReplaced();
    }

    private long sum(String queueName, ToLongFunction<Queue> figure) {
        return queues(queueName).stream()
                .peek(EmbeddedArtemis::awaitCounted)
                .mapToLong(figure)
                .sum();
    }

    /**
     * Waits until a queue has counted the confirmed messages and delivered what it can. It does both on a thread of its
     * own, in order. Its method flushExecutor does not wait for work that the thread has not begun yet.
     */
    private static void awaitCounted(Queue queue) {
        CountDownLatch counted = new CountDownLatch(1);
        queue.flushOnIntermediate(() -> queue.getExecutor().execute(counted::countDown));
        try {
            if (!counted.await(COUNTING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(queue.getName() + " did not count its messages");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Artemis takes destinations literally, so the queue of a client may be named {@code x} or {@code /queue/x}. */
    private List<Queue> queues(String name) {
        return Stream.of(name, "/queue/" + name)
                .map(SimpleString::of)
                .map(server()::locateQueue)
                .filter(Objects::nonNull)
                .toList();
    }

    private ActiveMQServer server() {
        return broker.getActiveMQServer();
    }
}
