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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import org.jspecify.annotations.Nullable;

/** Waits for a receipt and sees that it ends once, and for a reason. */
class Receipt implements ReceiptListener {
    private final Line line;

    /** On the wire; {@code null} when nobody was told or the frame could not be written. */
    @Nullable
    String id;

    /** Nobody waits for it: the frame was not written, or the user lost interest. */
    boolean forgotten;

    private int endings;

    Receipt(Line line) {
        this.line = line;
    }

    @Override
    public void confirmed() {
        ended(StompCommand.RECEIPT);
    }

    @Override
    public void refused(StompBrokerException error) {
        ended(StompCommand.ERROR);
    }

    @Override
    public void lost(StompException cause) {
        ended(null);
    }

    private void ended(@Nullable StompCommand by) {
        endings++;
        Judge.require(endings == 1 && !forgotten, "a receipt ended " + endings + " times, forgotten: " + forgotten, id);
        StompCommand received = line.receiving == null ? null : line.receiving.command();
        Judge.require(by == null || by == received, "a receipt ended by " + by, line.receiving);
        if (by != null && id != null) {
            Judge.require(id.equals(line.receiving.headers().get("receipt-id")), "another receipt's end", id);
        }
    }

    boolean hasEnded() {
        return endings > 0;
    }

    /** After the end of its connection. */
    void checkEnded() {
        Judge.require(endings == (forgotten ? 0 : 1), "endings: " + endings, id);
    }
}
