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

import io.github.camelstomp2.protocol.StompException;

/** A receipt listener that passes the answer on to another one, after it has handled the answer itself. */
public abstract class RelayedReceipt implements ReceiptListener {
    protected final ReceiptListener user;

    protected RelayedReceipt(ReceiptListener user) {
        this.user = user;
    }

    @Override
    public void lost(StompException cause) {
        user.lost(cause);
    }
}
