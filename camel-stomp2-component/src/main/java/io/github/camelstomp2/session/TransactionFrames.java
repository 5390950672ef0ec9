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

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;

/** Makes the frames that name a transaction. */
final class TransactionFrames {
    private TransactionFrames() {}

    /** BEGIN, COMMIT or ABORT. */
    static StompFrame of(StompCommand command, String id) {
        return new StompFrame(command, StompHeaders.of(StompHeaderNames.TRANSACTION, id));
    }

    /** The frame as a part of the transaction. */
    static StompFrame member(StompFrame frame, String id) {
        return frame.withHeaders(frame.headers().toBuilder()
                .set(StompHeaderNames.TRANSACTION, id)
                .build());
    }
}
