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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionMetaData;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.SslContext;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.broker.region.Subscription;
import org.apache.activemq.broker.region.TopicRegion;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.VMPendingQueueMessageStoragePolicy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/**
 * ActiveMQ Classic with its default settings, except for what tests need: passwords are checked, delayed messages work,
 * JMX is off, and some queues are read-only, small or deliver by priority.
 */
final class EmbeddedActiveMq implements EmbeddedServer {

    private static final String USERS = "users";
    private static final int JOURNAL_FILE_BYTES = 8 * 1024 * 1024;
    private static final long STORE_LIMIT_BYTES = 1L << 30;

    private final BrokerMain.Settings settings;
    private final BrokerService broker = new BrokerService();

    EmbeddedActiveMq(BrokerMain.Settings settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws Exception {
        broker.setBrokerName("testbed");
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setDataDirectoryFile(settings.data().toFile());
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(settings.data().resolve("kahadb").toFile());
        store.setJournalMaxFileLength(JOURNAL_FILE_BYTES);
        if (Boolean.getBoolean(NO_DISK_SYNC)) {
            // Not the journal: with its strategy "never" the broker confirms messages that another thread has still to
            // hand to the operating system, so that a kill loses them.
            store.setEnableIndexDiskSyncs(false);
        }
        broker.setPersistenceAdapter(store);
        broker.setSchedulerSupport(true);
        broker.getSystemUsage().getStoreUsage().setLimit(STORE_LIMIT_BYTES);
        broker.getSystemUsage().getTempUsage().setLimit(STORE_LIMIT_BYTES);
        broker.getSystemUsage().getJobSchedulerUsage().setLimit(STORE_LIMIT_BYTES);
        broker.setPlugins(new BrokerPlugin[] {passwords(), new AuthorizationPlugin(new ReadOnlyQueues(USERS))});
        broker.setSslContext(tls());
        broker.setDestinationPolicy(policies());
        String limit = "?wireFormat.maxDataLength=" + TestBroker.MAX_BODY_BYTES;
        broker.addConnector("stomp+nio://127.0.0.1:" + settings.port() + limit);
        broker.addConnector(
                "stomp+nio+ssl://127.0.0.1:" + settings.sslPort() + limit + "&transport.wantClientAuth=true");
        broker.addConnector("tcp://127.0.0.1:" + settings.jmsPort());
        broker.start();
        broker.waitUntilStarted();
    }

    private SimpleAuthenticationPlugin passwords() {
        return new SimpleAuthenticationPlugin(
                List.of(new AuthenticationUser(settings.login(), settings.passcode(), USERS)));
    }

    private static PolicyMap policies() {
        PolicyEntry byPriority = new PolicyEntry();
        byPriority.setQueue(TestBroker.PRIORITY_QUEUES + ">");
        byPriority.setPrioritizedMessages(true);
        PolicyMap policies = new PolicyMap();
        policies.setPolicyEntries(List.of(smallQueues(), byPriority));
        return policies;
    }

    /** The default cursor puts messages on disk, so that a queue would never be full; these queues use another one. */
    private static PolicyEntry smallQueues() {
        PolicyEntry small = new PolicyEntry();
        small.setQueue(TestBroker.SMALL_QUEUES + ">");
        small.setMemoryLimit(TestBroker.SMALL_QUEUE_BYTES);
        small.setProducerFlowControl(true);
        small.setPendingQueuePolicy(new VMPendingQueueMessageStoragePolicy());
        return small;
    }

    private SslContext tls() throws Exception {
        return new SslContext(
                Pkcs12.keyManagers(settings.keyStore(), settings.storePassword()),
                Pkcs12.trustManagers(settings.trustStore(), settings.storePassword()),
                null);
    }

    @Override
    public void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }

    @Override
    public String version() {
        return ActiveMQConnectionMetaData.PROVIDER_VERSION;
    }

    @Override
    public long messageCount(String queueName) throws Exception {
        return sum(queueName, d -> d.getDestinationStatistics().getMessages().getCount());
    }

    @Override
    public long consumerCount(String queueName) throws Exception {
        return sum(queueName, d -> d.getDestinationStatistics().getConsumers().getCount());
    }

    @Override
    public long unacknowledgedCount(String queueName) throws Exception {
        return sum(queueName, d -> d.getDestinationStatistics().getInflight().getCount());
    }

    @Override
    public long prefetch(String queueName) throws Exception {
        List<Subscription> consumers = named(queueName)
                .flatMap(destination -> destination.getConsumers().stream())
                .toList();
        return EmbeddedServer.only(consumers, queueName).getPrefetchSize();
    }

    @Override
    public long durableSubscriptionCount(String topicName) {
        TopicRegion topics = (TopicRegion) ((RegionBroker) broker.getRegionBroker()).getTopicRegion();
        return topics.getDurableSubscriptions().values().stream()
                .filter(subscription ->
                        subscription.getConsumerInfo().getDestination().equals(new ActiveMQTopic(topicName)))
                .count();
    }

    /** Needs activemq-http on the class path. */
    @Override
    public void openWebSocket(int port) throws Exception {
        broker.startTransportConnector(broker.addConnector("ws://127.0.0.1:" + port));
    }

    @Override
    public void deleteQueue(String queueName) throws Exception {
        broker.removeDestination(new ActiveMQQueue(queueName));
    }

    private long sum(String queueName, ToLongFunction<Destination> figure) throws Exception {
        return named(queueName).mapToLong(figure).sum();
    }

    /**
     * The queue of this name, if it exists: getDestination would create it. ActiveMQ Classic 5 also finds queues under the name
     * of a wildcard or a list that this name is part of: it makes one when a SUBSCRIBE to several queues asks for a receipt.
     */
    private Stream<Destination> named(String queueName) throws Exception {
        return broker.getRegionBroker().getDestinations(new ActiveMQQueue(queueName)).stream()
                .filter(destination -> destination.getName().equals(queueName));
    }
}
