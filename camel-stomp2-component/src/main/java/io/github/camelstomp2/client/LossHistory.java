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

import org.jspecify.annotations.Nullable;

/**
 * What is known of one content (a message, a transaction) and the connections that ended while it was on its way.
 *
 * @param losses connections that ended, and it may have been the reason
 * @param alone those of them on which it had gone out alone, so that nothing else can have been the reason
 * @param verdict why it is not to be written again, or {@code null}
 */
record LossHistory(int losses, int alone, @Nullable String verdict) {
    static final LossHistory NONE = new LossHistory(0, 0, null);

    /** A content that ended so many connections alone will end the next one too; one may be chance. */
    static final int GUILTY_ALONE = 2;

    LossHistory lost(boolean wasAlone) {
        return new LossHistory(losses + 1, wasAlone ? alone + 1 : alone, null);
    }

    boolean isGuilty() {
        return alone >= GUILTY_ALONE;
    }

    /** It is delivered again, since its connection is gone, and is not to end that one, too. */
    LossHistory judged(String why) {
        return new LossHistory(Math.max(losses, 1), alone, why);
    }

    /** It was not written once because of the verdict. Should it come once more, one try tells whether that still holds. */
    LossHistory served() {
        return new LossHistory(losses, GUILTY_ALONE - 1, null);
    }
}
