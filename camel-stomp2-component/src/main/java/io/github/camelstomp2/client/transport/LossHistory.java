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
package io.github.camelstomp2.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * How often a content (a message or a transaction) was on its way when connections ended.
 *
 * @param losses connections that ended and for which it may have been the reason
 * @param alone those of them on which only this content was on its way, so that nothing else can have been the reason
 * @param verdict why it must not be written again, or {@code null}
 */
public record LossHistory(int losses, int alone, @Nullable String verdict) {
    public static final LossHistory NONE = new LossHistory(0, 0, null);

    /**
     * After this many connections that ended with this content alone, the next one is expected to end too. One may be
     * chance.
     */
    public static final int GUILTY_ALONE = 2;

    public LossHistory lost(boolean wasAlone) {
        return new LossHistory(losses + 1, wasAlone ? alone + 1 : alone, null);
    }

    public boolean isGuilty() {
        return alone >= GUILTY_ALONE;
    }

    /** The content gets a verdict: its message is delivered again, and must not end the next connection too. */
    public LossHistory judged(String why) {
        return new LossHistory(Math.max(losses, 1), alone, why);
    }

    /**
     * The content was not written once because of its verdict. If it comes again, one attempt shows whether the verdict
     * still holds.
     */
    public LossHistory served() {
        return new LossHistory(losses, GUILTY_ALONE - 1, null);
    }
}
