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
            description = "The broker, or several separated by commas, which are tried in this order: "
                    + "tcp://host:port, ssl://host:port, ws://host:port/path, wss://host:port/path. "
                    + "ActiveMQ's form failover:(a,b) is understood too, with randomize as its only option.")
    private String brokerURL = "tcp://localhost:61613";

    @UriParam(
            defaultValue = "auto",
            enums = "auto,activemq,artemis,rabbitmq,vertx,spring,stomp-js,generic",
            description = "The kind of broker. It decides how options are translated. With auto the component "
                    + "finds it out when it connects.")
    private String broker = "auto";

    @UriParam(description = "The virtual host. The default is the host of brokerURL; on RabbitMQ it is /.")
    private String host;

    @UriParam(label = "security", secret = true, description = "The user name.")
    private String username;

    @UriParam(label = "security", secret = true, description = "The password.")
    private String password;

    @UriParam(
            label = "security",
            secret = true,
            description = "Another name for username, the one that STOMP uses. Prefer username: Camel from 4.21 "
                    + "on masks login in fewer places.")
    private String login;

    @UriParam(
            label = "security",
            secret = true,
            description = "Another name for password, the one that STOMP uses. Prefer password: Camel from 4.21 "
                    + "on masks passcode in fewer places.")
    private String passcode;

    @UriParam(
            label = "security",
            description = "A bean that supplies user name and password at each connect, for passwords that "
                    + "change and tokens that expire: credentials=#bean:name. It takes the place of "
                    + "username and password. Over ws:// and wss:// it can also supply headers of the HTTP "
                    + "request, such as Authorization.")
    private Stomp2Credentials credentials;

    @UriParam(
            description = "The client-id that is sent to the broker. Durable subscriptions of ActiveMQ and "
                    + "Artemis need it, and it must stay the same.")
    private String clientId;

    @UriParam(
            defaultValue = "1.2,1.1,1.0",
            description = "The STOMP versions to offer to the broker, separated by commas.")
    private String version = "1.2,1.1,1.0";

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How often this client sends a heart-beat when it sends nothing else. The broker may "
                    + "ask for a longer interval. 0 turns it off.")
    private long outgoingHeartbeat = 10_000;

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How often the broker is asked to send a heart-beat when it sends nothing else. 0 "
                    + "turns it off.")
    private long incomingHeartbeat = 10_000;

    @UriParam(
            defaultValue = "2.0",
            description = "For how many heart-beat intervals a broker may be silent before its connection "
                    + "counts as lost.")
    private double heartbeatTolerance = 2.0;

    @UriParam(
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description =
                    "How long one attempt to connect may take, from its beginning to the broker's " + "CONNECTED.")
    private long connectTimeout = 10_000;

    @UriParam(
            defaultValue = "1s",
            javaType = "java.time.Duration",
            description = "How long to wait before the first attempt to reconnect. Each wait is shortened at "
                    + "random, by up to a half.")
    private long reconnectDelay = 1_000;

    @UriParam(
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description =
                    "The longest wait between two attempts to reconnect; also the wait after a refused " + "login.")
    private long reconnectMaxDelay = 30_000;

    @UriParam(defaultValue = "2.0", description = "How many times longer each wait is than the one before.")
    private double reconnectBackoffMultiplier = 2.0;

    @UriParam(
            defaultValue = "-1",
            description = "How many rounds through all brokers may fail in a row before the client gives up. It "
                    + "tries again at the next send or restart of the route. -1: it never gives up.")
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
            description = "How bodies are converted: auto (text types to String, all others to bytes), text, "
                    + "bytes or json (by Jackson, both ways).")
    private PayloadFormat payload = PayloadFormat.AUTO;

    @UriParam(description = "With payload=json: the class of received bodies. The default is a Map or a List.")
    private Class<?> payloadType;

    @UriParam(
            label = "consumer",
            defaultValue = "CLIENT_INDIVIDUAL",
            description = "How messages are acknowledged: client-individual (each one when its exchange is "
                    + "done), client (one acknowledgement for a message and all before it) or auto (by the "
                    + "broker, as soon as it has sent them: they are lost when this process ends).")
    private AckMode ackMode = AckMode.CLIENT_INDIVIDUAL;

    @UriParam(
            label = "consumer",
            description = "Whether the route acknowledges messages itself, by the exchange property "
                    + "CamelStomp2Acknowledgment. A failed exchange that has not decided is a failed "
                    + "message all the same.")
    private boolean manualAck;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description = "How many messages the broker may send to this consumer before the first of them is "
                    + "acknowledged. When it is not set, a quorum queue (queueType=quorum) of RabbitMQ 4 or "
                    + "newer is asked for 10 only, or for twice concurrentConsumers if that is more: such a "
                    + "queue drops a message that was on its way when 20 connections ended.")
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
            description = "Whether a route that is stopped or suspended also processes the messages that have "
                    + "arrived and were not begun: at most prefetch, within Camel's shutdown timeout. With "
                    + "false they go back to the broker.")
    private boolean acceptMessagesWhileStopping;

    @UriParam(
            label = "consumer",
            defaultValue = "CLIENT",
            description = "What happens to a failed message: client (the component sends it to deadLetterUri "
                    + "and then acknowledges it), broker (NACK: the rules of the broker decide; like client "
                    + "where a broker has none) or none (the broker delivers it again).")
    private DeadLetterMode deadLetterMode = DeadLetterMode.CLIENT;

    @UriParam(
            label = "consumer",
            description = "The endpoint to which dead letters are sent. The default is a queue on the same "
                    + "broker: deadLetterPrefix and the name of the destination, such as DLQ.orders.")
    private String deadLetterUri;

    @UriParam(
            label = "consumer",
            defaultValue = "DLQ.",
            description = "How the name of the default dead letter queue begins.")
    private String deadLetterPrefix = "DLQ.";

    @UriParam(
            defaultValue = "true",
            description = "On RabbitMQ: whether a queue that does not exist is created, as a durable one. Other "
                    + "brokers follow their own settings.")
    private boolean declare = true;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether an exchange waits until the broker has confirmed the message with a receipt.")
    private boolean confirm = true;

    @UriParam(
            label = "producer",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long a send may take in all: waiting for a connection, all attempts and the "
                    + "receipt. Also for dead letters.")
    private long confirmTimeout = 30_000;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether the broker keeps the message when it is restarted.")
    private boolean persistent = true;

    @UriParam(
            label = "producer",
            defaultValue = "10",
            description = "How many times a message is sent at most when the connection is lost before the "
                    + "receipt comes. 1: it fails at the first loss. More attempts may cause duplicates.")
    private int sendAttempts = 10;

    @UriParam(
            description = "On a producer: all sends of an exchange are one transaction, which is committed when "
                    + "the exchange is completed and dropped when it fails. On a consumer: the message is "
                    + "acknowledged in the transaction of what its exchange sends to the same broker, or "
                    + "directly after it where the broker cannot do both in one transaction.")
    private boolean transacted;

    @UriParam(
            label = "producer",
            defaultValue = "AUTO",
            description = "Which kind of message ActiveMQ and Artemis make: text, bytes or auto (by the body).")
    private MessageType messageType = MessageType.AUTO;

    @UriParam(
            label = "consumer",
            description = "Whether the subscription of a topic stays when the connection ends: the broker keeps "
                    + "messages until this consumer is back. Needs clientId on ActiveMQ and Artemis. Queues "
                    + "keep their messages without it.")
    private boolean durable;

    @UriParam(
            label = "consumer",
            description = "The name of a durable subscription, unique for its clientId. The default is the "
                    + "destination with dots, such as topic.prices.")
    private String subscriptionName;

    @UriParam(
            label = "consumer,advanced",
            description = "The id header of SUBSCRIBE. The default is unique on the connection.")
    private String subscriptionId;

    @UriParam(
            label = "consumer",
            description = "With durable=true: whether the broker removes the subscription and its messages when "
                    + "the route is stopped. A lost connection or a suspended route does not count as that.")
    private boolean removeSubscriptionOnStop;

    @UriParam(
            label = "consumer",
            description = "Which messages to consume, as an SQL-92 condition on their headers, such as region = "
                    + "'EU' AND amount BETWEEN 100 AND 500. For ActiveMQ and Artemis.")
    private String selector;

    @UriParam(
            label = "consumer",
            description = "Whether messages of a topic that were sent on the consumer's own connection are left "
                    + "out. Needs sharedConnection=true, since producers otherwise use another connection. "
                    + "For ActiveMQ and Artemis.")
    private boolean noLocal;

    @UriParam(
            label = "consumer",
            description = "Whether the broker gives all messages of the queue to one consumer, and to the next "
                    + "one only when that one is gone. For ActiveMQ.")
    private boolean exclusive;

    @UriParam(
            label = "consumer",
            description = "Whether the messages of a queue are only looked at: each waiting message is "
                    + "delivered once, and all of them stay in the queue. For ActiveMQ.")
    private boolean browse;

    @UriParam(
            description = "What kind of queue RabbitMQ creates: classic, quorum or stream. All consumers and "
                    + "producers of a queue must have the same. The default is that of the virtual host.")
    private QueueType queueType;

    @UriParam(
            label = "consumer",
            description = "Where a consumer begins in a stream of RabbitMQ: first, last, next, offset=N or "
                    + "timestamp=SECONDS. After a lost connection it continues behind the last acknowledged "
                    + "message.")
    private String streamOffset;

    @UriParam(
            label = "consumer",
            description = "Whether a message without the header correlation-id is a failed message. With false "
                    + "it gets a new id.")
    private boolean correlationIdRequired;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether the result of the route is sent as the reply to a message that has the "
                    + "header reply-to.")
    private boolean replyEnabled = true;

    @UriParam(
            label = "producer",
            description = "The priority of sent messages, from 0 to 9 (the highest). On RabbitMQ it needs a "
                    + "queue with x-max-priority.")
    private Integer priority;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long the broker keeps a sent message that nobody consumes. 0: without a limit.")
    private long timeToLive;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long the broker waits before it delivers a sent message. For ActiveMQ (with "
                    + "schedulerSupport) and Artemis.")
    private long deliveryDelay;

    @UriParam(
            label = "producer",
            description = "The group of sent messages: the broker gives all messages of one group to the same "
                    + "consumer. For ActiveMQ and Artemis.")
    private String messageGroup;

    @UriParam(
            label = "producer",
            description = "For requests (InOut): the queue to which replies are sent. No other application may "
                    + "consume it. The default is a temporary queue.")
    private String replyTo;

    @UriParam(
            label = "producer",
            defaultValue = "20s",
            javaType = "java.time.Duration",
            description = "For requests (InOut): how long to wait for the reply, from the beginning of the " + "send.")
    private long requestTimeout = 20_000;

    @UriParam(
            description = "Whether to send and declare what the Python library django-stomp does, so that its "
                    + "services can share queues with routes: arguments of queues on RabbitMQ, headers, and "
                    + "bodies of JSON.")
    private boolean djangoStomp;

    @UriParam(
            description = "STOMP headers that become exchange properties instead of message headers, and are "
                    + "sent from there: names, beginnings of names with an asterisk behind them, or regular "
                    + "expressions, separated by commas.")
    private String propertyHeaders;

    @UriParam(
            label = "consumer,advanced",
            description = "Whether the consumer uses the connection that all producers of the component share, "
                    + "instead of its own. When the broker makes the producers wait, acknowledgements wait, "
                    + "too.")
    private boolean sharedConnection;

    @UriParam(
            label = "advanced",
            description = "Whether the route starts only when the broker was reached and can do what the "
                    + "options ask for. With false it starts at once, and connects when the broker is "
                    + "there.")
    private boolean testConnectionOnStartup;

    @UriParam(
            label = "security",
            description = "Trusted certificates and own keys for ssl:// and wss:// brokers. The default is what "
                    + "the JVM trusts. Files are read again at each connect after they have changed.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            defaultValue = "true",
            description =
                    "Whether the certificate of a broker must be for the host in brokerURL (ssl:// and " + "wss://).")
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
            description = "The longest frame that the broker accepts, in bytes, if its limit differs from that "
                    + "of its version. RabbitMQ from 3.12.2 on accepts 4 MiB, and ends the connection for a "
                    + "longer frame. A longer message is not sent; its exchange fails with the reason. 0: "
                    + "the limit of the version.")
    private int maxSendFrameSize;

    @UriParam(
            label = "advanced",
            defaultValue = "1000",
            description = "How many headers of a frame are accepted from a broker.")
    private int maxHeaders = 1_000;

    @UriParam(
            label = "advanced",
            defaultValue = "65536",
            description = "The longest header line that is accepted from a broker, in bytes.")
    private int maxHeaderLength = 65_536;

    @UriParam(label = "advanced", description = "Which headers are copied between messages and frames.")
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
