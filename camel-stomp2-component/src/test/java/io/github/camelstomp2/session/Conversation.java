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

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A session with the frames that it wrote and the events that it told: the broker is the test. */
class Conversation implements SessionListener {
    static final HeartBeat HEART_BEAT = new HeartBeat(Duration.ofSeconds(10), Duration.ofSeconds(20));
    static final List<StompVersion> ALL = List.of(StompVersion.V1_2, StompVersion.V1_1, StompVersion.V1_0);

    final StompSession session;
    final List<StompFrame> written = new ArrayList<>();
    final List<Handshake> handshakes = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final List<String> lateErrors = new ArrayList<>();
    final List<String> erroneousSubscriptions = new ArrayList<>();
    int messagesKept;
    int messagesWithoutId;

    Conversation(ConnectRequest request) {
        this.session = new StompSession(request, this);
    }

    /** CONNECT was written, no answer came yet. */
    static Conversation opened(StompVersion... offered) {
        Conversation conversation = new Conversation(request(offered.length == 0 ? ALL : List.of(offered)));
        conversation.session.open();
        return conversation;
    }

    /** CONNECTED with this version came; {@link #written} is empty again. */
    static Conversation connected(String version) {
        return new Conversation(request(ALL)).connect(version);
    }

    /** Connected with 1.2; frames with this command cannot be encoded. */
    static Conversation refusing(StompCommand command) {
        return new Conversation(request(ALL)) {
            @Override
            public void write(StompFrame frame) {
                if (frame.command() == command) {
                    throw new StompInvalidFrameException("cannot be encoded");
                }
                super.write(frame);
            }
        }.connect("1.2");
    }

    Conversation connect(String version) {
        session.open();
        receive(StompCommand.CONNECTED, "version", version);
        written.clear();
        return this;
    }

    static ConnectRequest request(List<StompVersion> versions) {
        return new ConnectRequest(versions, "vhost", null, null, null, HEART_BEAT, StompHeaders.EMPTY);
    }

    void receive(StompCommand command, String... headers) {
        session.receive(new StompFrame(command, StompHeaders.of(headers)));
    }

    /** Subscribes; the SUBSCRIBE is not kept in {@link #written}. */
    String subscribe(String destination, AckMode ackMode, DeliverySink sink) {
        String id = session.subscribe(destination, ackMode, StompHeaders.EMPTY, sink, new RecordedReceipt());
        written.clear();
        return id;
    }

    /** A MESSAGE with all that versions ask for, the id standing in each of them. */
    void message(String subscription, String id) {
        receive(StompCommand.MESSAGE, "subscription", subscription, "message-id", "m-" + id, "ack", "a-" + id);
    }

    /** What was written, each frame as {@code COMMAND name=value name=value}. */
    List<String> wire() {
        return written.stream().map(Conversation::text).toList();
    }

    /** The receipt that the last frame asked for. */
    String lastReceipt() {
        return ReceiptIds.text(written.get(written.size() - 1).receipt());
    }

    static String text(StompFrame frame) {
        StringBuilder text = new StringBuilder(frame.command().name());
        frame.headers()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        if (frame.receipt() != ReceiptIds.NONE) {
            text.append(" receipt=").append(ReceiptIds.text(frame.receipt()));
        }
        return text.toString();
    }

    @Override
    public void write(StompFrame frame) {
        written.add(frame);
    }

    @Override
    public void connected(Handshake handshake) {
        handshakes.add(handshake);
    }

    @Override
    public void error(StompBrokerException error, String subscriptionId) {
        errors.add(error.getMessage());
        erroneousSubscriptions.add(subscriptionId);
    }

    @Override
    public void lateError(StompBrokerException error) {
        lateErrors.add(error.getMessage());
    }

    @Override
    public void messagesKept() {
        messagesKept++;
    }

    @Override
    public void messageWithoutId() {
        messagesWithoutId++;
    }
}
