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
package io.github.camelstomp2.session.receipt;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;

/** Is told how a frame with a receipt ended. Exactly one method is called, once, on the session's thread. */
public interface ReceiptListener {
    /** The broker has processed the frame (1.2, "RECEIPT"). */
    void confirmed();

    /** The broker refused the frame: an ERROR with its {@code receipt-id}. */
    void refused(StompBrokerException error);

    /** The connection ended first; whether the broker processed the frame is unknown. */
    void lost(StompException cause);
}
