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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.protocol.AckMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of endpoints; on the component they are the defaults of its endpoints. Durations are in milliseconds. */
@UriParams
public class Stomp2Configuration implements Cloneable {

    @UriParam(
            defaultValue = "tcp://localhost:61613",
            description = "The broker, or several separated by commas, tried in this order: tcp://host:port, "
                    + "ssl://host:port, ws://host:port/path, wss://host:port/path. ActiveMQ's form failover:(a,b) is understood too, with randomize as"
                    + " its only option.")
    private String brokerURL = "tcp://localhost:61613";

    @UriParam(
            defaultValue = "auto",
            enums = "auto,activemq,artemis,rabbitmq,vertx,spring,stomp-js,generic",
            description = "The kind of broker, which decides how options are translated. With auto it is found "
                    + "out from what the broker says of itself.")
    private String broker = "auto";

    @UriParam(description = "The virtual host. Default is the broker's host name; on RabbitMQ it is /.")
    private String host;

    @UriParam(label = "security", secret = true, description = "The user name.")
    private String username;

    @UriParam(label = "security", secret = true, description = "The password.")
    private String password;

    @UriParam(
            label = "security",
            secret = true,
            description = "Another name for username, the one in STOMP frames. Camel from 4.21 on masks it in fewer"
                    + " places.")
    private String login;

    @UriParam(
            label = "security",
            secret = true,
            description = "Another name for password, the one in STOMP frames. Camel from 4.21 on masks it in fewer"
                    + " places.")
    private String passcode;

    @UriParam(
            label = "security",
            description = "A bean that supplies user name and password anew at each connect, for passwords that change"
                    + " and tokens that expire: credentials=#bean:name. Used instead of username and password.")
    private Stomp2Credentials credentials;

    @UriParam(description = "The client-id that is sent to the broker, which durable subscriptions need.")
    private String clientId;

    @UriParam(
            defaultValue = "1.2,1.1,1.0",
            description = "The STOMP versions to offer to the broker, separated by commas.")
    private String version = "1.2,1.1,1.0";

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How often this client sends a heart-beat at least, unless the broker wants it less "
                    + "often. 0 turns it off.")
    private long outgoingHeartbeat = 10_000;

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How often the broker is asked to send a heart-beat. 0 turns it off.")
    private long incomingHeartbeat = 10_000;

    @UriParam(
            defaultValue = "2.0",
            description = "A broker that is silent for the agreed interval times this is taken for dead.")
    private double heartbeatTolerance = 2.0;

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long to wait for the broker's CONNECTED, from the beginning of the attempt.")
    private long connectTimeout = 10_000;

    @UriParam(
            defaultValue = "1s",
            javaType = "java.time.Duration",
            description = "How long to wait before the first attempt to reconnect. Waits are shortened by "
                    + "chance, by up to a half.")
    private long reconnectDelay = 1_000;

    @UriParam(
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "The longest wait between attempts to reconnect, and the one after a refused login.")
    private long reconnectMaxDelay = 30_000;

    @UriParam(defaultValue = "2.0", description = "By which factor each wait is longer than the one before.")
    private double reconnectBackoffMultiplier = 2.0;

    @UriParam(
            defaultValue = "-1",
            description =
                    "After how many failed rounds through all brokers in a row to give up, until the next send or a "
                            + "restart of the route. -1 is never.")
    private int reconnectMaxAttempts = -1;

    @UriParam(label = "advanced", description = "Headers that are added to CONNECT and SUBSCRIBE.")
    private Properties customHeaders;

    @UriParam(
            label = "advanced",
            prefix = "connectHeader.",
            multiValue = true,
            description = "Headers that are added to CONNECT, each written as connectHeader.name=value.")
    private Map<String, Object> connectHeaders;

    @UriParam(
            label = "security,advanced",
            prefix = "secretConnectHeader.",
            multiValue = true,
            secret = true,
            description = "Headers that are added to CONNECT, each written as secretConnectHeader.name=value. As"
                    + " connectHeader, under a name that Camel masks.")
    private Map<String, Object> secretConnectHeaders;

    @UriParam(
            label = "security,advanced",
            prefix = "webSocketHeader.",
            multiValue = true,
            secret = true,
            description = "HTTP headers of the request that opens a ws:// or wss:// connection, each written as"
                    + " webSocketHeader.name=value: Authorization, Cookie, Origin and the like.")
    private Map<String, Object> webSocketHeaders;

    @UriParam(
            label = "advanced",
            defaultValue = "AUTO",
            description =
                    "In which kind of WebSocket message STOMP frames are sent: auto (text when a frame is UTF-8, else"
                            + " binary), text or binary.")
    private WebSocketFrames webSocketFrames = WebSocketFrames.AUTO;

    @UriParam(
            label = "advanced",
            description =
                    "Longer STOMP frames are sent in several WebSocket messages of at most this many bytes. 0 is never:"
                            + " only Spring needs it, where 8192 fits all of its defaults.")
    private int webSocketMaxMessage;

    @UriParam(
            label = "advanced",
            description = "Whether to offer the server of a ws:// or wss:// connection that messages are compressed"
                    + " (permessage-deflate).")
    private boolean webSocketCompression;

    @UriParam(
            label = "consumer,advanced",
            prefix = "subscribeHeader.",
            multiValue = true,
            description = "Headers that are added to SUBSCRIBE, each written as subscribeHeader.name=value.")
    private Map<String, Object> subscribeHeaders;

    @UriParam(
            label = "producer,advanced",
            prefix = "sendHeader.",
            multiValue = true,
            description = "Headers that are added to each SEND, each written as sendHeader.name=value.")
    private Map<String, Object> sendHeaders;

    @UriParam(
            defaultValue = "AUTO",
            description = "How bodies map: auto (text types to String, everything else to bytes), text, bytes "
                    + "or json (through Jackson, both ways).")
    private PayloadFormat payload = PayloadFormat.AUTO;

    @UriParam(description = "With payload=json: the class into which bodies are read. Default is a Map or a List.")
    private Class<?> payloadType;

    @UriParam(
            label = "consumer",
            defaultValue = "CLIENT_INDIVIDUAL",
            description = "How messages are acknowledged: client-individual (each by itself, when its exchange "
                    + "is done), client (cumulatively) or auto (by the broker, as soon as it has sent them:"
                    + " they are lost when this process dies).")
    private AckMode ackMode = AckMode.CLIENT_INDIVIDUAL;

    @UriParam(
            label = "consumer",
            description = "Whether the route decides through the exchange property CamelStomp2Acknowledgment, "
                    + "instead of the end of the exchange. A failed exchange for which nothing was decided "
                    + "is still a failed message.")
    private boolean manualAck;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description =
                    "How many unacknowledged messages the broker may have on their way to this consumer. Where it is "
                            + "not set, a quorum queue (queueType=quorum) of RabbitMQ 4 or newer is asked for 10 only, or for "
                            + "twice concurrentConsumers if that is more: such a queue drops what was on its way at the end of "
                            + "20 connections.")
    private int prefetch = 100;

    private boolean prefetchChosen;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many messages of this consumer are processed at a time. With 1 their order is " + "kept.")
    private int concurrentConsumers = 1;

    @UriParam(
            label = "consumer",
            description = "Whether a route that is stopped or suspended still processes what the broker had delivered "
                    + "to it by then, at most prefetch messages, within Camel's shutdown timeout. Without it what was "
                    + "not begun goes back to the broker.")
    private boolean acceptMessagesWhileStopping;

    @UriParam(
            label = "consumer",
            defaultValue = "CLIENT",
            description = "What becomes of a failed message: client (the component sends it to deadLetterUri "
                    + "and then acknowledges it), broker (NACK: the broker's own rules; as client where the broker "
                    + "knows none) or none (it is delivered again).")
    private DeadLetterMode deadLetterMode = DeadLetterMode.CLIENT;

    @UriParam(
            label = "consumer",
            description = "The endpoint to which dead letters are sent. Default is the queue named after the "
                    + "destination with deadLetterPrefix, on the same broker.")
    private String deadLetterUri;

    @UriParam(
            label = "consumer",
            defaultValue = "DLQ.",
            description = "Begins the name of the default dead letter queue.")
    private String deadLetterPrefix = "DLQ.";

    @UriParam(
            defaultValue = "true",
            description = "On RabbitMQ: whether a queue is created, durable, when it is not there. Other "
                    + "brokers follow their own settings.")
    private boolean declare = true;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether an exchange goes on only when the broker has confirmed the message with a " + "receipt.")
    private boolean confirm = true;

    @UriParam(
            label = "producer",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "For the whole of a send: waiting for a connection, attempts and the receipt. Also "
                    + "for dead letters.")
    private long confirmTimeout = 30_000;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether the broker keeps the message over a restart.")
    private boolean persistent = true;

    @UriParam(
            label = "producer",
            defaultValue = "10",
            description = "How often a message is sent at most when the connection is lost before its receipt. "
                    + "1 fails at the first loss; more may make duplicates.")
    private int sendAttempts = 10;

    @UriParam(
            description = "On a producer: all sends of an exchange are one transaction, committed when the exchange "
                    + "completes and dropped when it fails. On a consumer: the acknowledgement joins the transaction "
                    + "of what the exchange sends to the same broker, or follows it where the broker's transactions "
                    + "have no room for it.")
    private boolean transacted;

    @UriParam(
            label = "producer",
            defaultValue = "AUTO",
            description = "Whether ActiveMQ and Artemis make a text or a bytes message: auto (by the body), "
                    + "text or bytes.")
    private MessageType messageType = MessageType.AUTO;

    @UriParam(
            label = "consumer",
            description = "Whether the subscription of a topic outlives its connection: the broker keeps what is "
                    + "sent while this consumer is away. Needs clientId on ActiveMQ and Artemis. Queues always "
                    + "keep their messages.")
    private boolean durable;

    @UriParam(
            label = "consumer",
            description = "The name of a durable subscription, unique for the clientId. Default is the destination "
                    + "with dots: topic.prices.")
    private String subscriptionName;

    @UriParam(
            label = "consumer,advanced",
            description = "The id header of SUBSCRIBE. Default is one that is unique on the connection.")
    private String subscriptionId;

    @UriParam(
            label = "consumer",
            description = "With durable=true: whether the broker forgets the subscription, with what it keeps for "
                    + "it, when the route is stopped. A lost connection or a suspended route does not count.")
    private boolean removeSubscriptionOnStop;

    @UriParam(
            label = "consumer",
            description = "Which messages to consume, as an SQL-92 condition on their headers: region = 'EU' AND "
                    + "amount BETWEEN 100 AND 500. For ActiveMQ and Artemis.")
    private String selector;

    @UriParam(
            label = "consumer",
            description = "Whether messages of a topic that were sent on the consumer's own connection are left "
                    + "out. Needs sharedConnection=true, since only then producers send on it. For ActiveMQ and"
                    + " Artemis.")
    private boolean noLocal;

    @UriParam(
            label = "consumer",
            description = "Whether the broker delivers to one consumer of the queue alone, and to the next one when"
                    + " that has gone.")
    private boolean exclusive;

    @UriParam(
            label = "consumer",
            description = "Whether the messages of a queue are only looked at: each of those that are there is "
                    + "delivered once, and all stay. For ActiveMQ.")
    private boolean browse;

    @UriParam(
            description = "What kind of queue RabbitMQ creates: classic, quorum or stream. Consumers and producers "
                    + "of one queue must say the same. Default is the virtual host's own.")
    private QueueType queueType;

    @UriParam(
            label = "consumer",
            description = "Where to begin in a stream of RabbitMQ: first, last, next, offset=N or "
                    + "timestamp=SECONDS. After a lost connection it goes on behind the last message that was "
                    + "acknowledged.")
    private String streamOffset;

    @UriParam(
            label = "consumer",
            description = "Whether a message without the header correlation-id is a failed message. Else one is "
                    + "generated.")
    private boolean correlationIdRequired;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether the result of the route is sent to the destination in the header reply-to of a "
                    + "message that has one.")
    private boolean replyEnabled = true;

    @UriParam(
            label = "producer",
            description = "The priority of sent messages, 0 to 9, higher first. On RabbitMQ for queues that were "
                    + "declared with x-max-priority.")
    private Integer priority;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "After what time the broker throws a sent message away when nobody has consumed it. 0 is "
                    + "never.")
    private long timeToLive;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long the broker waits before it delivers a sent message. For ActiveMQ with its "
                    + "scheduler turned on, and Artemis.")
    private long deliveryDelay;

    @UriParam(
            label = "producer",
            description = "The group of sent messages: the broker gives all messages of one group to the same "
                    + "consumer. For ActiveMQ and Artemis.")
    private String messageGroup;

    @UriParam(
            label = "producer",
            description = "With InOut exchanges: the queue on which replies are awaited, for this endpoint alone. "
                    + "Default is a temporary queue.")
    private String replyTo;

    @UriParam(
            label = "producer",
            defaultValue = "20s",
            javaType = "java.time.Duration",
            description = "With InOut exchanges: how long to wait for the reply, from the beginning of the send.")
    private long requestTimeout = 20_000;

    @UriParam(
            description = "Whether to use the conventions of the Python library django-stomp on the wire, so that "
                    + "services on both sides can share queues: its queue arguments on RabbitMQ, headers and "
                    + "JSON content type.")
    private boolean djangoStomp;

    @UriParam(
            description = "Which STOMP headers are mapped to exchange properties instead of message headers, and "
                    + "back: names, beginnings of names with an asterisk behind them, or regular expressions, "
                    + "separated by commas.")
    private String propertyHeaders;

    @UriParam(
            label = "consumer,advanced",
            description = "Whether the consumer uses the connection that the producers of the component share, "
                    + "instead of one of its own. When the broker stops reading from its producers, "
                    + "acknowledgements then wait, too.")
    private boolean sharedConnection;

    @UriParam(
            label = "advanced",
            description = "Whether to start only when the broker was reached and can do what the options ask for. "
                    + "Else the route starts at once, and connects when the broker is there.")
    private boolean testConnectionOnStartup;

    @UriParam(
            label = "security",
            description = "Trusted certificates and own keys for ssl:// brokers. Default is what the JVM trusts. Files"
                    + " are read anew at each connect when they have changed.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            defaultValue = "true",
            description = "Whether the certificate of a ssl:// broker must be for the host in brokerURL.")
    private boolean hostnameVerification = true;

    @UriParam(
            label = "security",
            description = "The host of the proxy through which all brokers are reached. Default is none. The names of"
                    + " the brokers are resolved by the proxy.")
    private String proxyHost;

    @UriParam(label = "security", description = "The port of the proxy.")
    private int proxyPort;

    @UriParam(label = "security", defaultValue = "HTTP", description = "What the proxy speaks.")
    private ProxyType proxyType = ProxyType.HTTP;

    @UriParam(label = "security", secret = true, description = "The user name for the proxy.")
    private String proxyUsername;

    @UriParam(label = "security", secret = true, description = "The password for the proxy.")
    private String proxyPassword;

    @UriParam(
            label = "advanced",
            defaultValue = "67108864",
            description = "The largest body that is accepted from a broker, in bytes.")
    private int maxFrameSize = 67_108_864;

    @UriParam(
            label = "advanced",
            description =
                    "The longest frame that the broker takes, in bytes, where it is configured otherwise than its "
                            + "version is known to be: RabbitMQ from 3.12.2 on takes 4 MiB and ends the connection for a longer "
                            + "one. A longer message is not sent; its exchange fails with the reason. 0: what is known.")
    private int maxSendFrameSize;

    @UriParam(
            label = "advanced",
            defaultValue = "1000",
            description = "How many headers a frame from a broker may have.")
    private int maxHeaders = 1_000;

    @UriParam(
            label = "advanced",
            defaultValue = "65536",
            description = "The longest header line that is accepted from a broker, in bytes.")
    private int maxHeaderLength = 65_536;

    @UriParam(label = "advanced", description = "Which headers pass between messages and frames.")
    private HeaderFilterStrategy headerFilterStrategy = new Stomp2HeaderFilterStrategy();

    /** An independent copy. */
    public Stomp2Configuration copy() {
        try {
            Stomp2Configuration copy = (Stomp2Configuration) clone();
            copy.connectHeaders = copy(connectHeaders);
            copy.secretConnectHeaders = copy(secretConnectHeaders);
            copy.webSocketHeaders = copy(webSocketHeaders);
            copy.subscribeHeaders = copy(subscribeHeaders);
            copy.sendHeaders = copy(sendHeaders);
            copy.customHeaders = customHeaders == null ? null : (Properties) customHeaders.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Most endpoints have no such headers, so the copy has no map for them either. */
    private static Map<String, Object> copy(Map<String, Object> headers) {
        return headers == null || headers.isEmpty() ? null : new HashMap<>(headers);
    }

    private static Map<String, Object> changeable(Map<String, Object> headers) {
        return headers == null ? new HashMap<>() : headers;
    }

    private static Map<String, Object> known(Map<String, Object> headers) {
        return headers == null ? Map.of() : headers;
    }

    public String getBrokerURL() {
        return brokerURL;
    }

    public void setBrokerURL(String brokerURL) {
        this.brokerURL = brokerURL;
    }

    public String getBroker() {
        return broker;
    }

    public void setBroker(String broker) {
        this.broker = broker;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getPasscode() {
        return passcode;
    }

    public void setPasscode(String passcode) {
        this.passcode = passcode;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public long getOutgoingHeartbeat() {
        return outgoingHeartbeat;
    }

    public void setOutgoingHeartbeat(long outgoingHeartbeat) {
        this.outgoingHeartbeat = outgoingHeartbeat;
    }

    public long getIncomingHeartbeat() {
        return incomingHeartbeat;
    }

    public void setIncomingHeartbeat(long incomingHeartbeat) {
        this.incomingHeartbeat = incomingHeartbeat;
    }

    public double getHeartbeatTolerance() {
        return heartbeatTolerance;
    }

    public void setHeartbeatTolerance(double heartbeatTolerance) {
        this.heartbeatTolerance = heartbeatTolerance;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public double getReconnectBackoffMultiplier() {
        return reconnectBackoffMultiplier;
    }

    public void setReconnectBackoffMultiplier(double reconnectBackoffMultiplier) {
        this.reconnectBackoffMultiplier = reconnectBackoffMultiplier;
    }

    public int getReconnectMaxAttempts() {
        return reconnectMaxAttempts;
    }

    public void setReconnectMaxAttempts(int reconnectMaxAttempts) {
        this.reconnectMaxAttempts = reconnectMaxAttempts;
    }

    public Properties getCustomHeaders() {
        return customHeaders;
    }

    public void setCustomHeaders(Properties customHeaders) {
        this.customHeaders = customHeaders;
    }

    public Map<String, Object> getConnectHeaders() {
        connectHeaders = changeable(connectHeaders);
        return connectHeaders;
    }

    /** The headers themselves, not a copy; not to be changed. */
    public Map<String, Object> connectHeaders() {
        return known(connectHeaders);
    }

    public void setConnectHeaders(Map<String, Object> connectHeaders) {
        this.connectHeaders = connectHeaders;
    }

    public Map<String, Object> getSecretConnectHeaders() {
        secretConnectHeaders = changeable(secretConnectHeaders);
        return secretConnectHeaders;
    }

    /** The headers themselves, not a copy; not to be changed. */
    public Map<String, Object> secretConnectHeaders() {
        return known(secretConnectHeaders);
    }

    public void setSecretConnectHeaders(Map<String, Object> secretConnectHeaders) {
        this.secretConnectHeaders = secretConnectHeaders;
    }

    public Map<String, Object> getWebSocketHeaders() {
        webSocketHeaders = changeable(webSocketHeaders);
        return webSocketHeaders;
    }

    /** As they are: not to be changed. */
    public Map<String, Object> webSocketHeaders() {
        return known(webSocketHeaders);
    }

    public void setWebSocketHeaders(Map<String, Object> webSocketHeaders) {
        this.webSocketHeaders = webSocketHeaders;
    }

    public WebSocketFrames getWebSocketFrames() {
        return webSocketFrames;
    }

    public void setWebSocketFrames(WebSocketFrames webSocketFrames) {
        this.webSocketFrames = webSocketFrames;
    }

    public int getWebSocketMaxMessage() {
        return webSocketMaxMessage;
    }

    public void setWebSocketMaxMessage(int webSocketMaxMessage) {
        this.webSocketMaxMessage = webSocketMaxMessage;
    }

    public boolean isWebSocketCompression() {
        return webSocketCompression;
    }

    public void setWebSocketCompression(boolean webSocketCompression) {
        this.webSocketCompression = webSocketCompression;
    }

    public Map<String, Object> getSubscribeHeaders() {
        subscribeHeaders = changeable(subscribeHeaders);
        return subscribeHeaders;
    }

    /** The headers themselves, not a copy; not to be changed. */
    public Map<String, Object> subscribeHeaders() {
        return known(subscribeHeaders);
    }

    public void setSubscribeHeaders(Map<String, Object> subscribeHeaders) {
        this.subscribeHeaders = subscribeHeaders;
    }

    public Map<String, Object> getSendHeaders() {
        sendHeaders = changeable(sendHeaders);
        return sendHeaders;
    }

    /** The headers themselves, not a copy; not to be changed. */
    public Map<String, Object> sendHeaders() {
        return known(sendHeaders);
    }

    public void setSendHeaders(Map<String, Object> sendHeaders) {
        this.sendHeaders = sendHeaders;
    }

    public PayloadFormat getPayload() {
        return payload;
    }

    public void setPayload(PayloadFormat payload) {
        this.payload = payload;
    }

    public Class<?> getPayloadType() {
        return payloadType;
    }

    public void setPayloadType(Class<?> payloadType) {
        this.payloadType = payloadType;
    }

    public AckMode getAckMode() {
        return ackMode;
    }

    public void setAckMode(AckMode ackMode) {
        this.ackMode = ackMode;
    }

    public boolean isManualAck() {
        return manualAck;
    }

    public void setManualAck(boolean manualAck) {
        this.manualAck = manualAck;
    }

    public int getPrefetch() {
        return prefetch;
    }

    /** Whether the user has set the prefetch. */
    public boolean isPrefetchChosen() {
        return prefetchChosen;
    }

    public void setPrefetch(int prefetch) {
        this.prefetch = prefetch;
        this.prefetchChosen = true;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public boolean isAcceptMessagesWhileStopping() {
        return acceptMessagesWhileStopping;
    }

    public void setAcceptMessagesWhileStopping(boolean acceptMessagesWhileStopping) {
        this.acceptMessagesWhileStopping = acceptMessagesWhileStopping;
    }

    public DeadLetterMode getDeadLetterMode() {
        return deadLetterMode;
    }

    public void setDeadLetterMode(DeadLetterMode deadLetterMode) {
        this.deadLetterMode = deadLetterMode;
    }

    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    public String getDeadLetterPrefix() {
        return deadLetterPrefix;
    }

    public void setDeadLetterPrefix(String deadLetterPrefix) {
        this.deadLetterPrefix = deadLetterPrefix;
    }

    public boolean isDeclare() {
        return declare;
    }

    public void setDeclare(boolean declare) {
        this.declare = declare;
    }

    public boolean isConfirm() {
        return confirm;
    }

    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    public long getConfirmTimeout() {
        return confirmTimeout;
    }

    public void setConfirmTimeout(long confirmTimeout) {
        this.confirmTimeout = confirmTimeout;
    }

    public boolean isPersistent() {
        return persistent;
    }

    public void setPersistent(boolean persistent) {
        this.persistent = persistent;
    }

    public int getSendAttempts() {
        return sendAttempts;
    }

    public void setSendAttempts(int sendAttempts) {
        this.sendAttempts = sendAttempts;
    }

    public boolean isTransacted() {
        return transacted;
    }

    public void setTransacted(boolean transacted) {
        this.transacted = transacted;
    }

    public MessageType getMessageType() {
        return messageType;
    }

    public void setMessageType(MessageType messageType) {
        this.messageType = messageType;
    }

    public boolean isDurable() {
        return durable;
    }

    public void setDurable(boolean durable) {
        this.durable = durable;
    }

    public String getSubscriptionName() {
        return subscriptionName;
    }

    public void setSubscriptionName(String subscriptionName) {
        this.subscriptionName = subscriptionName;
    }

    public String getSubscriptionId() {
        return subscriptionId;
    }

    public void setSubscriptionId(String subscriptionId) {
        this.subscriptionId = subscriptionId;
    }

    public boolean isRemoveSubscriptionOnStop() {
        return removeSubscriptionOnStop;
    }

    public void setRemoveSubscriptionOnStop(boolean removeSubscriptionOnStop) {
        this.removeSubscriptionOnStop = removeSubscriptionOnStop;
    }

    public String getSelector() {
        return selector;
    }

    public void setSelector(String selector) {
        this.selector = selector;
    }

    public boolean isNoLocal() {
        return noLocal;
    }

    public void setNoLocal(boolean noLocal) {
        this.noLocal = noLocal;
    }

    public boolean isExclusive() {
        return exclusive;
    }

    public void setExclusive(boolean exclusive) {
        this.exclusive = exclusive;
    }

    public boolean isBrowse() {
        return browse;
    }

    public void setBrowse(boolean browse) {
        this.browse = browse;
    }

    public QueueType getQueueType() {
        return queueType;
    }

    public void setQueueType(QueueType queueType) {
        this.queueType = queueType;
    }

    public String getStreamOffset() {
        return streamOffset;
    }

    public void setStreamOffset(String streamOffset) {
        this.streamOffset = streamOffset;
    }

    public boolean isCorrelationIdRequired() {
        return correlationIdRequired;
    }

    public void setCorrelationIdRequired(boolean correlationIdRequired) {
        this.correlationIdRequired = correlationIdRequired;
    }

    public boolean isReplyEnabled() {
        return replyEnabled;
    }

    public void setReplyEnabled(boolean replyEnabled) {
        this.replyEnabled = replyEnabled;
    }

    public Integer getPriority() {
        return priority;
    }

    public void setPriority(Integer priority) {
        this.priority = priority;
    }

    public long getTimeToLive() {
        return timeToLive;
    }

    public void setTimeToLive(long timeToLive) {
        this.timeToLive = timeToLive;
    }

    public long getDeliveryDelay() {
        return deliveryDelay;
    }

    public void setDeliveryDelay(long deliveryDelay) {
        this.deliveryDelay = deliveryDelay;
    }

    public String getMessageGroup() {
        return messageGroup;
    }

    public void setMessageGroup(String messageGroup) {
        this.messageGroup = messageGroup;
    }

    public String getReplyTo() {
        return replyTo;
    }

    public void setReplyTo(String replyTo) {
        this.replyTo = replyTo;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public boolean isDjangoStomp() {
        return djangoStomp;
    }

    public void setDjangoStomp(boolean djangoStomp) {
        this.djangoStomp = djangoStomp;
    }

    public String getPropertyHeaders() {
        return propertyHeaders;
    }

    public void setPropertyHeaders(String propertyHeaders) {
        this.propertyHeaders = propertyHeaders;
    }

    public boolean isSharedConnection() {
        return sharedConnection;
    }

    public void setSharedConnection(boolean sharedConnection) {
        this.sharedConnection = sharedConnection;
    }

    public boolean isTestConnectionOnStartup() {
        return testConnectionOnStartup;
    }

    public void setTestConnectionOnStartup(boolean testConnectionOnStartup) {
        this.testConnectionOnStartup = testConnectionOnStartup;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public boolean isHostnameVerification() {
        return hostnameVerification;
    }

    public void setHostnameVerification(boolean hostnameVerification) {
        this.hostnameVerification = hostnameVerification;
    }

    public int getMaxFrameSize() {
        return maxFrameSize;
    }

    public void setMaxFrameSize(int maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    public int getMaxSendFrameSize() {
        return maxSendFrameSize;
    }

    public void setMaxSendFrameSize(int maxSendFrameSize) {
        this.maxSendFrameSize = maxSendFrameSize;
    }

    public int getMaxHeaders() {
        return maxHeaders;
    }

    public void setMaxHeaders(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    public int getMaxHeaderLength() {
        return maxHeaderLength;
    }

    public void setMaxHeaderLength(int maxHeaderLength) {
        this.maxHeaderLength = maxHeaderLength;
    }

    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    public Stomp2Credentials getCredentials() {
        return credentials;
    }

    public void setCredentials(Stomp2Credentials credentials) {
        this.credentials = credentials;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public ProxyType getProxyType() {
        return proxyType;
    }

    public void setProxyType(ProxyType proxyType) {
        this.proxyType = proxyType;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }
}
