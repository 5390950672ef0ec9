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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers how a frame with a receipt ended, as often as it was told. */
public final class RecordedReceipt implements ReceiptListener {
    final List<String> endings = new ArrayList<>();

    @Override
    public void confirmed() {
        endings.add("confirmed");
    }

    @Override
    public void refused(StompBrokerException error) {
        endings.add("refused: " + error.getMessage());
    }

    @Override
    public void lost(StompException cause) {
        endings.add("lost: " + cause.getMessage());
    }
}
