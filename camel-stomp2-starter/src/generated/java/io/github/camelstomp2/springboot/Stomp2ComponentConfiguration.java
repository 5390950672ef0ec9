// Generated from the component's options by GeneratedConfigurationTest, which says how: do not edit
package io.github.camelstomp2.springboot;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.MessageType;
import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.ProxyType;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.WebSocketFrames;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.protocol.AckMode;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code camel.component.stomp2.*} in the properties of an application: the options of the {@code stomp2:} component.
 * One that is not set is {@code null} here; then the component's own default applies, which the configuration metadata
 * tells.
 */
@ConfigurationProperties(prefix = "camel.component.stomp2")
public class Stomp2ComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    /**
     * The kind of broker. It decides how options are translated. With auto the component finds it out when it connects.
     */
    private @Nullable String broker;

    /**
     * The broker, or several separated by commas, which are tried in this order: tcp://host:port, ssl://host:port,
     * ws://host:port/path, wss://host:port/path. ActiveMQ's form failover:(a,b) is understood too, with randomize as
     * its only option.
     */
    private @Nullable String brokerUrl;

    /**
     * The client-id that is sent to the broker. Durable subscriptions of ActiveMQ and Artemis need it, and it must stay
     * the same.
     */
    private @Nullable String clientId;

    /**
     * The options that endpoints have unless they say otherwise.
     */
    @BeanReference
    private @Nullable Stomp2Configuration configuration;

    /**
     * How long one attempt to connect may take, from its beginning to the broker's CONNECTED.
     */
    private @Nullable Duration connectTimeout;

    /**
     * On RabbitMQ: whether a queue that does not exist is created, as a durable one. Other brokers follow their own
     * settings.
     */
    private @Nullable Boolean declare;

    /**
     * Whether to send and declare what the Python library django-stomp does, so that its services can share queues with
     * routes: arguments of queues on RabbitMQ, headers, and bodies of JSON.
     */
    private @Nullable Boolean djangoStomp;

    /**
     * For how many heart-beat intervals a broker may be silent before its connection counts as lost.
     */
    private @Nullable Double heartbeatTolerance;

    /**
     * The virtual host. The default is the host of brokerURL; on RabbitMQ it is /.
     */
    private @Nullable String host;

    /**
     * How often the broker is asked to send a heart-beat when it sends nothing else. 0 turns it off.
     */
    private @Nullable Duration incomingHeartbeat;

    /**
     * How often this client sends a heart-beat when it sends nothing else. The broker may ask for a longer interval. 0
     * turns it off.
     */
    private @Nullable Duration outgoingHeartbeat;

    /**
     * How bodies are converted: auto (text types to String, all others to bytes), text, bytes or json (by Jackson, both
     * ways).
     */
    private @Nullable PayloadFormat payload;

    /**
     * With payload=json: the class of received bodies. The default is a Map or a List.
     */
    private @Nullable Class<?> payloadType;

    /**
     * STOMP headers that become exchange properties instead of message headers, and are sent from there: names,
     * beginnings of names with an asterisk behind them, or regular expressions, separated by commas.
     */
    private @Nullable String propertyHeaders;

    /**
     * What kind of queue RabbitMQ creates: classic, quorum or stream. All consumers and producers of a queue must have
     * the same. The default is that of the virtual host.
     */
    private @Nullable QueueType queueType;

    /**
     * How many times longer each wait is than the one before.
     */
    private @Nullable Double reconnectBackoffMultiplier;

    /**
     * How long to wait before the first attempt to reconnect. Each wait is shortened at random, by up to a half.
     */
    private @Nullable Duration reconnectDelay;

    /**
     * How many rounds through all brokers may fail in a row before the client gives up. It tries again at the next send
     * or restart of the route. -1: it never gives up.
     */
    private @Nullable Integer reconnectMaxAttempts;

    /**
     * The longest wait between two attempts to reconnect; also the wait after a refused login.
     */
    private @Nullable Duration reconnectMaxDelay;

    /**
     * On a producer: all sends of an exchange are one transaction, which is committed when the exchange is completed
     * and dropped when it fails. On a consumer: the message is acknowledged in the transaction of what its exchange
     * sends to the same broker, or directly after it where the broker cannot do both in one transaction.
     */
    private @Nullable Boolean transacted;

    /**
     * The STOMP versions to offer to the broker, separated by commas.
     */
    private @Nullable String version;

    /**
     * Whether a route that is stopped or suspended also processes the messages that have arrived and were not begun: at
     * most prefetch, within Camel's shutdown timeout. With false they go back to the broker.
     */
    private @Nullable Boolean acceptMessagesWhileStopping;

    /**
     * How messages are acknowledged: client-individual (each one when its exchange is done), client (one
     * acknowledgement for a message and all before it) or auto (by the broker, as soon as it has sent them: they are
     * lost when this process ends).
     */
    private @Nullable AckMode ackMode;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible)
     * occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a
     * message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component
     * allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore
     * bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd
     * party component and make this possible for future releases. By default the consumer will use the
     * org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and
     * ignored.
     */
    private @Nullable Boolean bridgeErrorHandler;

    /**
     * Whether the messages of a queue are only looked at: each waiting message is delivered once, and all of them stay
     * in the queue. For ActiveMQ.
     */
    private @Nullable Boolean browse;

    /**
     * How many messages of this consumer are processed at a time. With 1 their order is kept.
     */
    private @Nullable Integer concurrentConsumers;

    /**
     * Whether a message without the header correlation-id is a failed message. With false it gets a new id.
     */
    private @Nullable Boolean correlationIdRequired;

    /**
     * What happens to a failed message: client (the component sends it to deadLetterUri and then acknowledges it),
     * broker (NACK: the rules of the broker decide; like client where a broker has none) or none (the broker delivers
     * it again).
     */
    private @Nullable DeadLetterMode deadLetterMode;

    /**
     * How the name of the default dead letter queue begins.
     */
    private @Nullable String deadLetterPrefix;

    /**
     * The endpoint to which dead letters are sent. The default is a queue on the same broker: deadLetterPrefix and the
     * name of the destination, such as DLQ.orders.
     */
    private @Nullable String deadLetterUri;

    /**
     * Whether the subscription of a topic stays when the connection ends: the broker keeps messages until this consumer
     * is back. Needs clientId on ActiveMQ and Artemis. Queues keep their messages without it.
     */
    private @Nullable Boolean durable;

    /**
     * Whether the broker gives all messages of the queue to one consumer, and to the next one only when that one is
     * gone. For ActiveMQ.
     */
    private @Nullable Boolean exclusive;

    /**
     * Whether the route acknowledges messages itself, by the exchange property CamelStomp2Acknowledgment. A failed
     * exchange that has not decided is a failed message all the same.
     */
    private @Nullable Boolean manualAck;

    /**
     * Whether messages of a topic that were sent on the consumer's own connection are left out. Needs
     * sharedConnection=true, since producers otherwise use another connection. For ActiveMQ and Artemis.
     */
    private @Nullable Boolean noLocal;

    /**
     * How many messages the broker may send to this consumer before the first of them is acknowledged. When it is not
     * set, a quorum queue (queueType=quorum) of RabbitMQ 4 or newer is asked for 10 only, or for twice
     * concurrentConsumers if that is more: such a queue drops a message that was on its way when 20 connections ended.
     */
    private @Nullable Integer prefetch;

    /**
     * With durable=true: whether the broker removes the subscription and its messages when the route is stopped. A lost
     * connection or a suspended route does not count as that.
     */
    private @Nullable Boolean removeSubscriptionOnStop;

    /**
     * Whether the result of the route is sent as the reply to a message that has the header reply-to.
     */
    private @Nullable Boolean replyEnabled;

    /**
     * Which messages to consume, as an SQL-92 condition on their headers, such as region = 'EU' AND amount BETWEEN 100
     * AND 500. For ActiveMQ and Artemis.
     */
    private @Nullable String selector;

    /**
     * Where a consumer begins in a stream of RabbitMQ: first, last, next, offset=N or timestamp=SECONDS. After a lost
     * connection it continues behind the last acknowledged message.
     */
    private @Nullable String streamOffset;

    /**
     * The name of a durable subscription, unique for its clientId. The default is the destination with dots, such as
     * topic.prices.
     */
    private @Nullable String subscriptionName;

    /**
     * Whether the consumer uses the connection that all producers of the component share, instead of its own. When the
     * broker makes the producers wait, acknowledgements wait, too.
     */
    private @Nullable Boolean sharedConnection;

    /**
     * Headers that are added to SUBSCRIBE, each written as subscribeHeader.name=value. This is a multi-value option
     * with prefix: subscribeHeader.
     */
    private @Nullable Map<String, Object> subscribeHeaders;

    /**
     * The id header of SUBSCRIBE. The default is unique on the connection.
     */
    private @Nullable String subscriptionId;

    /**
     * Whether an exchange waits until the broker has confirmed the message with a receipt.
     */
    private @Nullable Boolean confirm;

    /**
     * How long a send may take in all: waiting for a connection, all attempts and the receipt. Also for dead letters.
     */
    private @Nullable Duration confirmTimeout;

    /**
     * How long the broker waits before it delivers a sent message. For ActiveMQ (with schedulerSupport) and Artemis.
     */
    private @Nullable Duration deliveryDelay;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow
     * CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause
     * the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled
     * during routing messages via Camel's routing error handlers. Beware that when the first message is processed then
     * creating and starting the producer may take a little time and prolong the total processing time of the
     * processing.
     */
    private @Nullable Boolean lazyStartProducer;

    /**
     * The group of sent messages: the broker gives all messages of one group to the same consumer. For ActiveMQ and
     * Artemis.
     */
    private @Nullable String messageGroup;

    /**
     * Which kind of message ActiveMQ and Artemis make: text, bytes or auto (by the body).
     */
    private @Nullable MessageType messageType;

    /**
     * Whether the broker keeps the message when it is restarted.
     */
    private @Nullable Boolean persistent;

    /**
     * The priority of sent messages, from 0 to 9 (the highest). On RabbitMQ it needs a queue with x-max-priority.
     */
    private @Nullable Integer priority;

    /**
     * For requests (InOut): the queue to which replies are sent. No other application may consume it. The default is a
     * temporary queue.
     */
    private @Nullable String replyTo;

    /**
     * For requests (InOut): how long to wait for the reply, from the beginning of the send.
     */
    private @Nullable Duration requestTimeout;

    /**
     * How many times a message is sent at most when the connection is lost before the receipt comes. 1: it fails at the
     * first loss. More attempts may cause duplicates.
     */
    private @Nullable Integer sendAttempts;

    /**
     * How long the broker keeps a sent message that nobody consumes. 0: without a limit.
     */
    private @Nullable Duration timeToLive;

    /**
     * Headers that are added to each SEND, each written as sendHeader.name=value. This is a multi-value option with
     * prefix: sendHeader.
     */
    private @Nullable Map<String, Object> sendHeaders;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as
     * autowired) by looking up in the registry to find if there is a single instance of matching type, which then gets
     * configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection
     * factories, AWS Clients, etc.
     */
    private @Nullable Boolean autowiredEnabled;

    /**
     * Headers that are added to CONNECT, each written as connectHeader.name=value. This is a multi-value option with
     * prefix: connectHeader.
     */
    private @Nullable Map<String, Object> connectHeaders;

    /**
     * Headers that are added to CONNECT and SUBSCRIBE.
     */
    @BeanReference
    private @Nullable Properties customHeaders;

    /**
     * Which headers are copied between messages and frames.
     */
    @BeanReference
    private @Nullable HeaderFilterStrategy headerFilterStrategy;

    /**
     * The largest body that is accepted from a broker, in bytes.
     */
    private @Nullable Integer maxFrameSize;

    /**
     * The longest header line that is accepted from a broker, in bytes.
     */
    private @Nullable Integer maxHeaderLength;

    /**
     * How many headers of a frame are accepted from a broker.
     */
    private @Nullable Integer maxHeaders;

    /**
     * The longest frame that the broker accepts, in bytes, if its limit differs from that of its version. RabbitMQ from
     * 3.12.2 on accepts 4 MiB, and ends the connection for a longer frame. A longer message is not sent; its exchange
     * fails with the reason. 0: the limit of the version.
     */
    private @Nullable Integer maxSendFrameSize;

    /**
     * Whether the route starts only when the broker was reached and can do what the options ask for. With false it
     * starts at once, and connects when the broker is there.
     */
    private @Nullable Boolean testConnectionOnStartup;

    /**
     * Whether to offer the server of a ws:// or wss:// connection that messages are compressed (permessage-deflate).
     */
    private @Nullable Boolean webSocketCompression;

    /**
     * In which kind of WebSocket message STOMP frames are sent: auto (text when a frame is UTF-8, else binary), text or
     * binary.
     */
    private @Nullable WebSocketFrames webSocketFrames;

    /**
     * Longer STOMP frames are sent in several WebSocket messages of at most this many bytes. 0 is never: only Spring
     * needs it, where 8192 fits all of its defaults.
     */
    private @Nullable Integer webSocketMaxMessage;

    /**
     * Used for enabling or disabling all consumer based health checks from this component
     */
    private @Nullable Boolean healthCheckConsumerEnabled;

    /**
     * Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by default
     * disabled all producer based health-checks. You can turn on producer checks globally by setting
     * camel.health.producersEnabled=true.
     */
    private @Nullable Boolean healthCheckProducerEnabled;

    /**
     * A bean that supplies user name and password at each connect, for passwords that change and tokens that expire:
     * credentials=#bean:name. It takes the place of username and password. Over ws:// and wss:// it can also supply
     * headers of the HTTP request, such as Authorization.
     */
    @BeanReference
    private @Nullable Stomp2Credentials credentials;

    /**
     * Whether the certificate of a broker must be for the host in brokerURL (ssl:// and wss://).
     */
    private @Nullable Boolean hostnameVerification;

    /**
     * Another name for username, the one that STOMP uses. Prefer username: Camel from 4.21 on masks login in fewer
     * places.
     */
    private @Nullable String login;

    /**
     * Another name for password, the one that STOMP uses. Prefer password: Camel from 4.21 on masks passcode in fewer
     * places.
     */
    private @Nullable String passcode;

    /**
     * The password.
     */
    private @Nullable String password;

    /**
     * The host of the proxy through which all brokers are reached. Default is none. The names of the brokers are
     * resolved by the proxy.
     */
    private @Nullable String proxyHost;

    /**
     * The password for the proxy.
     */
    private @Nullable String proxyPassword;

    /**
     * The port of the proxy.
     */
    private @Nullable Integer proxyPort;

    /**
     * What the proxy speaks.
     */
    private @Nullable ProxyType proxyType;

    /**
     * The user name for the proxy.
     */
    private @Nullable String proxyUsername;

    /**
     * Trusted certificates and own keys for ssl:// and wss:// brokers. The default is what the JVM trusts. Files are
     * read again at each connect after they have changed.
     */
    @BeanReference
    private @Nullable SSLContextParameters sslContextParameters;

    /**
     * Whether ssl:// brokers use the SSLContextParameters of the Camel context, where an endpoint has none of its own.
     */
    private @Nullable Boolean useGlobalSslContextParameters;

    /**
     * The user name.
     */
    private @Nullable String username;

    /**
     * Headers that are added to CONNECT, each written as secretConnectHeader.name=value. As connectHeader, under a name
     * that Camel masks. This is a multi-value option with prefix: secretConnectHeader.
     */
    private @Nullable Map<String, Object> secretConnectHeaders;

    /**
     * HTTP headers of the request that opens a ws:// or wss:// connection, each written as webSocketHeader.name=value:
     * Authorization, Cookie, Origin and the like. This is a multi-value option with prefix: webSocketHeader.
     */
    private @Nullable Map<String, Object> webSocketHeaders;

    /**
     * The name of an SSL bundle of Spring Boot (spring.ssl.bundle), in place of ssl-context-parameters, for brokers
     * with ssl:// and wss://. After a reload of the bundle the next connect uses what it holds then.
     */
    private @Nullable String sslBundle;


    public @Nullable String getBroker() {
        return broker;
    }

    public void setBroker(@Nullable String broker) {
        this.broker = broker;
    }

    public @Nullable String getBrokerUrl() {
        return brokerUrl;
    }

    public void setBrokerUrl(@Nullable String brokerUrl) {
        this.brokerUrl = brokerUrl;
    }

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable Stomp2Configuration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(@Nullable Stomp2Configuration configuration) {
        this.configuration = configuration;
    }

    public @Nullable Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable Boolean getDeclare() {
        return declare;
    }

    public void setDeclare(@Nullable Boolean declare) {
        this.declare = declare;
    }

    public @Nullable Boolean getDjangoStomp() {
        return djangoStomp;
    }

    public void setDjangoStomp(@Nullable Boolean djangoStomp) {
        this.djangoStomp = djangoStomp;
    }

    public @Nullable Double getHeartbeatTolerance() {
        return heartbeatTolerance;
    }

    public void setHeartbeatTolerance(@Nullable Double heartbeatTolerance) {
        this.heartbeatTolerance = heartbeatTolerance;
    }

    public @Nullable String getHost() {
        return host;
    }

    public void setHost(@Nullable String host) {
        this.host = host;
    }

    public @Nullable Duration getIncomingHeartbeat() {
        return incomingHeartbeat;
    }

    public void setIncomingHeartbeat(@Nullable Duration incomingHeartbeat) {
        this.incomingHeartbeat = incomingHeartbeat;
    }

    public @Nullable Duration getOutgoingHeartbeat() {
        return outgoingHeartbeat;
    }

    public void setOutgoingHeartbeat(@Nullable Duration outgoingHeartbeat) {
        this.outgoingHeartbeat = outgoingHeartbeat;
    }

    public @Nullable PayloadFormat getPayload() {
        return payload;
    }

    public void setPayload(@Nullable PayloadFormat payload) {
        this.payload = payload;
    }

    public @Nullable Class<?> getPayloadType() {
        return payloadType;
    }

    public void setPayloadType(@Nullable Class<?> payloadType) {
        this.payloadType = payloadType;
    }

    public @Nullable String getPropertyHeaders() {
        return propertyHeaders;
    }

    public void setPropertyHeaders(@Nullable String propertyHeaders) {
        this.propertyHeaders = propertyHeaders;
    }

    public @Nullable QueueType getQueueType() {
        return queueType;
    }

    public void setQueueType(@Nullable QueueType queueType) {
        this.queueType = queueType;
    }

    public @Nullable Double getReconnectBackoffMultiplier() {
        return reconnectBackoffMultiplier;
    }

    public void setReconnectBackoffMultiplier(@Nullable Double reconnectBackoffMultiplier) {
        this.reconnectBackoffMultiplier = reconnectBackoffMultiplier;
    }

    public @Nullable Duration getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(@Nullable Duration reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public @Nullable Integer getReconnectMaxAttempts() {
        return reconnectMaxAttempts;
    }

    public void setReconnectMaxAttempts(@Nullable Integer reconnectMaxAttempts) {
        this.reconnectMaxAttempts = reconnectMaxAttempts;
    }

    public @Nullable Duration getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(@Nullable Duration reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public @Nullable Boolean getTransacted() {
        return transacted;
    }

    public void setTransacted(@Nullable Boolean transacted) {
        this.transacted = transacted;
    }

    public @Nullable String getVersion() {
        return version;
    }

    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    public @Nullable Boolean getAcceptMessagesWhileStopping() {
        return acceptMessagesWhileStopping;
    }

    public void setAcceptMessagesWhileStopping(@Nullable Boolean acceptMessagesWhileStopping) {
        this.acceptMessagesWhileStopping = acceptMessagesWhileStopping;
    }

    public @Nullable AckMode getAckMode() {
        return ackMode;
    }

    public void setAckMode(@Nullable AckMode ackMode) {
        this.ackMode = ackMode;
    }

    public @Nullable Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(@Nullable Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public @Nullable Boolean getBrowse() {
        return browse;
    }

    public void setBrowse(@Nullable Boolean browse) {
        this.browse = browse;
    }

    public @Nullable Integer getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(@Nullable Integer concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public @Nullable Boolean getCorrelationIdRequired() {
        return correlationIdRequired;
    }

    public void setCorrelationIdRequired(@Nullable Boolean correlationIdRequired) {
        this.correlationIdRequired = correlationIdRequired;
    }

    public @Nullable DeadLetterMode getDeadLetterMode() {
        return deadLetterMode;
    }

    public void setDeadLetterMode(@Nullable DeadLetterMode deadLetterMode) {
        this.deadLetterMode = deadLetterMode;
    }

    public @Nullable String getDeadLetterPrefix() {
        return deadLetterPrefix;
    }

    public void setDeadLetterPrefix(@Nullable String deadLetterPrefix) {
        this.deadLetterPrefix = deadLetterPrefix;
    }

    public @Nullable String getDeadLetterUri() {
        return deadLetterUri;
    }

    public void setDeadLetterUri(@Nullable String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public @Nullable Boolean getDurable() {
        return durable;
    }

    public void setDurable(@Nullable Boolean durable) {
        this.durable = durable;
    }

    public @Nullable Boolean getExclusive() {
        return exclusive;
    }

    public void setExclusive(@Nullable Boolean exclusive) {
        this.exclusive = exclusive;
    }

    public @Nullable Boolean getManualAck() {
        return manualAck;
    }

    public void setManualAck(@Nullable Boolean manualAck) {
        this.manualAck = manualAck;
    }

    public @Nullable Boolean getNoLocal() {
        return noLocal;
    }

    public void setNoLocal(@Nullable Boolean noLocal) {
        this.noLocal = noLocal;
    }

    public @Nullable Integer getPrefetch() {
        return prefetch;
    }

    public void setPrefetch(@Nullable Integer prefetch) {
        this.prefetch = prefetch;
    }

    public @Nullable Boolean getRemoveSubscriptionOnStop() {
        return removeSubscriptionOnStop;
    }

    public void setRemoveSubscriptionOnStop(@Nullable Boolean removeSubscriptionOnStop) {
        this.removeSubscriptionOnStop = removeSubscriptionOnStop;
    }

    public @Nullable Boolean getReplyEnabled() {
        return replyEnabled;
    }

    public void setReplyEnabled(@Nullable Boolean replyEnabled) {
        this.replyEnabled = replyEnabled;
    }

    public @Nullable String getSelector() {
        return selector;
    }

    public void setSelector(@Nullable String selector) {
        this.selector = selector;
    }

    public @Nullable String getStreamOffset() {
        return streamOffset;
    }

    public void setStreamOffset(@Nullable String streamOffset) {
        this.streamOffset = streamOffset;
    }

    public @Nullable String getSubscriptionName() {
        return subscriptionName;
    }

    public void setSubscriptionName(@Nullable String subscriptionName) {
        this.subscriptionName = subscriptionName;
    }

    public @Nullable Boolean getSharedConnection() {
        return sharedConnection;
    }

    public void setSharedConnection(@Nullable Boolean sharedConnection) {
        this.sharedConnection = sharedConnection;
    }

    public @Nullable Map<String, Object> getSubscribeHeaders() {
        return subscribeHeaders;
    }

    public void setSubscribeHeaders(@Nullable Map<String, Object> subscribeHeaders) {
        this.subscribeHeaders = subscribeHeaders;
    }

    public @Nullable String getSubscriptionId() {
        return subscriptionId;
    }

    public void setSubscriptionId(@Nullable String subscriptionId) {
        this.subscriptionId = subscriptionId;
    }

    public @Nullable Boolean getConfirm() {
        return confirm;
    }

    public void setConfirm(@Nullable Boolean confirm) {
        this.confirm = confirm;
    }

    public @Nullable Duration getConfirmTimeout() {
        return confirmTimeout;
    }

    public void setConfirmTimeout(@Nullable Duration confirmTimeout) {
        this.confirmTimeout = confirmTimeout;
    }

    public @Nullable Duration getDeliveryDelay() {
        return deliveryDelay;
    }

    public void setDeliveryDelay(@Nullable Duration deliveryDelay) {
        this.deliveryDelay = deliveryDelay;
    }

    public @Nullable Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(@Nullable Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public @Nullable String getMessageGroup() {
        return messageGroup;
    }

    public void setMessageGroup(@Nullable String messageGroup) {
        this.messageGroup = messageGroup;
    }

    public @Nullable MessageType getMessageType() {
        return messageType;
    }

    public void setMessageType(@Nullable MessageType messageType) {
        this.messageType = messageType;
    }

    public @Nullable Boolean getPersistent() {
        return persistent;
    }

    public void setPersistent(@Nullable Boolean persistent) {
        this.persistent = persistent;
    }

    public @Nullable Integer getPriority() {
        return priority;
    }

    public void setPriority(@Nullable Integer priority) {
        this.priority = priority;
    }

    public @Nullable String getReplyTo() {
        return replyTo;
    }

    public void setReplyTo(@Nullable String replyTo) {
        this.replyTo = replyTo;
    }

    public @Nullable Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(@Nullable Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public @Nullable Integer getSendAttempts() {
        return sendAttempts;
    }

    public void setSendAttempts(@Nullable Integer sendAttempts) {
        this.sendAttempts = sendAttempts;
    }

    public @Nullable Duration getTimeToLive() {
        return timeToLive;
    }

    public void setTimeToLive(@Nullable Duration timeToLive) {
        this.timeToLive = timeToLive;
    }

    public @Nullable Map<String, Object> getSendHeaders() {
        return sendHeaders;
    }

    public void setSendHeaders(@Nullable Map<String, Object> sendHeaders) {
        this.sendHeaders = sendHeaders;
    }

    public @Nullable Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(@Nullable Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public @Nullable Map<String, Object> getConnectHeaders() {
        return connectHeaders;
    }

    public void setConnectHeaders(@Nullable Map<String, Object> connectHeaders) {
        this.connectHeaders = connectHeaders;
    }

    public @Nullable Properties getCustomHeaders() {
        return customHeaders;
    }

    public void setCustomHeaders(@Nullable Properties customHeaders) {
        this.customHeaders = customHeaders;
    }

    public @Nullable HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    public void setHeaderFilterStrategy(@Nullable HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    public @Nullable Integer getMaxFrameSize() {
        return maxFrameSize;
    }

    public void setMaxFrameSize(@Nullable Integer maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    public @Nullable Integer getMaxHeaderLength() {
        return maxHeaderLength;
    }

    public void setMaxHeaderLength(@Nullable Integer maxHeaderLength) {
        this.maxHeaderLength = maxHeaderLength;
    }

    public @Nullable Integer getMaxHeaders() {
        return maxHeaders;
    }

    public void setMaxHeaders(@Nullable Integer maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    public @Nullable Integer getMaxSendFrameSize() {
        return maxSendFrameSize;
    }

    public void setMaxSendFrameSize(@Nullable Integer maxSendFrameSize) {
        this.maxSendFrameSize = maxSendFrameSize;
    }

    public @Nullable Boolean getTestConnectionOnStartup() {
        return testConnectionOnStartup;
    }

    public void setTestConnectionOnStartup(@Nullable Boolean testConnectionOnStartup) {
        this.testConnectionOnStartup = testConnectionOnStartup;
    }

    public @Nullable Boolean getWebSocketCompression() {
        return webSocketCompression;
    }

    public void setWebSocketCompression(@Nullable Boolean webSocketCompression) {
        this.webSocketCompression = webSocketCompression;
    }

    public @Nullable WebSocketFrames getWebSocketFrames() {
        return webSocketFrames;
    }

    public void setWebSocketFrames(@Nullable WebSocketFrames webSocketFrames) {
        this.webSocketFrames = webSocketFrames;
    }

    public @Nullable Integer getWebSocketMaxMessage() {
        return webSocketMaxMessage;
    }

    public void setWebSocketMaxMessage(@Nullable Integer webSocketMaxMessage) {
        this.webSocketMaxMessage = webSocketMaxMessage;
    }

    public @Nullable Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(@Nullable Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public @Nullable Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(@Nullable Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public @Nullable Stomp2Credentials getCredentials() {
        return credentials;
    }

    public void setCredentials(@Nullable Stomp2Credentials credentials) {
        this.credentials = credentials;
    }

    public @Nullable Boolean getHostnameVerification() {
        return hostnameVerification;
    }

    public void setHostnameVerification(@Nullable Boolean hostnameVerification) {
        this.hostnameVerification = hostnameVerification;
    }

    public @Nullable String getLogin() {
        return login;
    }

    public void setLogin(@Nullable String login) {
        this.login = login;
    }

    public @Nullable String getPasscode() {
        return passcode;
    }

    public void setPasscode(@Nullable String passcode) {
        this.passcode = passcode;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(@Nullable String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public @Nullable String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(@Nullable String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public @Nullable Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(@Nullable Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public @Nullable ProxyType getProxyType() {
        return proxyType;
    }

    public void setProxyType(@Nullable ProxyType proxyType) {
        this.proxyType = proxyType;
    }

    public @Nullable String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(@Nullable String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public @Nullable SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public @Nullable Boolean getUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    public void setUseGlobalSslContextParameters(@Nullable Boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public @Nullable String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username;
    }

    public @Nullable Map<String, Object> getSecretConnectHeaders() {
        return secretConnectHeaders;
    }

    public void setSecretConnectHeaders(@Nullable Map<String, Object> secretConnectHeaders) {
        this.secretConnectHeaders = secretConnectHeaders;
    }

    public @Nullable Map<String, Object> getWebSocketHeaders() {
        return webSocketHeaders;
    }

    public void setWebSocketHeaders(@Nullable Map<String, Object> webSocketHeaders) {
        this.webSocketHeaders = webSocketHeaders;
    }

    public @Nullable String getSslBundle() {
        return sslBundle;
    }

    public void setSslBundle(@Nullable String sslBundle) {
        this.sslBundle = sslBundle;
    }
}
