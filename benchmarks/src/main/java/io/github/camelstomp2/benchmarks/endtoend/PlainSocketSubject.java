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
package io.github.camelstomp2.benchmarks.endtoend;

import java.io.IOException;

/**
 * A blocking socket and one thread, which writes as much as it may, then reads what has come: a lower limit for the
 * time of a client.
 */
final class PlainSocketSubject implements Subject {

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return scenario.threads() <= 1 && scenario.concurrentConsumers() == 1;
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        PlainStomp stomp = new PlainStomp(work);
        Worker worker = new Worker(stomp, work, tally);
        Thread thread = new Thread(worker, "plain socket");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            worker.running = false;
            stomp.close();
            thread.join(5_000);
        };
    }

    private static final class Worker implements Runnable {
        private final PlainStomp stomp;
        private final Work work;
        private final Tally tally;
        private final String sendHead;
        private final byte[] body;
        private volatile boolean running = true;
        private long number;
        private String unacknowledged = "";

        Worker(PlainStomp stomp, Work work, Tally tally) {
            this.stomp = stomp;
            this.work = work;
            this.tally = tally;
            this.body = work.body();
            this.sendHead = PlainStomp.head(work.sendHeaders()) + "content-length:" + body.length + "\n";
        }

        @Override
        public void run() {
            try {
                if (work.scenario().consumes()) {
                    consume();
                } else if (work.scenario().confirms()) {
                    sendConfirmed();
                } else {
                    send();
                }
            } catch (IOException e) {
                if (running) {
                    tally.failed(e);
                }
            }
        }

        private void consume() throws IOException {
            stomp.write("SUBSCRIBE", "id:1\n" + PlainStomp.head(work.subscribeHeaders()));
            stomp.flush();
            boolean bridge = work.scenario() == Scenario.BRIDGE;
            while (running) {
                PlainStomp.Frame frame = stomp.read();
                if (frame.command().equals("RECEIPT")) {
                    String id = frame.headers().get("receipt-id");
                    tally.consumed(id, itself -> itself);
                    ack(id);
                } else if (bridge) {
                    stomp.write("SEND", sendHead + "receipt:" + frame.headers().get("ack") + "\n", body);
                } else {
                    consumed(frame);
                }
                if (stomp.isDrained()) {
                    ackAll();
                    stomp.flush();
                }
            }
        }

        private void consumed(PlainStomp.Frame frame) throws IOException {
            tally.consumed(frame, message -> message.headers().get("message-id"));
            switch (work.scenario()) {
                case CONSUME_ACK -> ack(frame.headers().get("ack"));
                case CONSUME_CLIENT -> unacknowledged = frame.headers().get("ack");
                default -> {}
            }
        }

        private void ackAll() throws IOException {
            if (!unacknowledged.isEmpty()) {
                ack(unacknowledged);
                unacknowledged = "";
            }
        }

        private void ack(String id) throws IOException {
            stomp.write("ACK", "id:" + id + "\n");
        }

        private void send() throws IOException {
            while (running) {
                stomp.write("SEND", sendHead, body);
                tally.sent(1);
            }
        }

        private void sendConfirmed() throws IOException {
            int window = work.scenario().window();
            for (int underWay = 0; running; ) {
                for (; underWay < window; underWay++) {
                    sendBatch(Long.toString(number++));
                }
                stomp.flush();
                for (; underWay > window / 2; underWay--) {
                    stomp.read("RECEIPT");
                    tally.sent(work.scenario().batch());
                }
            }
        }

        private void sendBatch(String id) throws IOException {
            if (!work.scenario().transacts()) {
                stomp.write("SEND", sendHead + "receipt:" + id + "\n", body);
                return;
            }
            stomp.write("BEGIN", "transaction:" + id + "\n");
            for (int i = 0; i < work.scenario().batch(); i++) {
                stomp.write("SEND", sendHead + "transaction:" + id + "\n", body);
            }
            stomp.write("COMMIT", "transaction:" + id + "\nreceipt:" + id + "\n");
        }
    }
}
