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
package io.github.camelstomp2.client;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.ReceiptListener;

/** The answer to DISCONNECT, whatever it is, ends the link. */
record Goodbye(StompLink link, StompException cause) implements ReceiptListener {
    @Override
    public void confirmed() {
        link.end(cause);
    }

    @Override
    public void refused(StompBrokerException error) {
        link.end(cause);
    }

    @Override
    public void lost(StompException lost) {
        // The end of the link, which is what brokers do that skip the receipt, comes by itself.
    }
}
