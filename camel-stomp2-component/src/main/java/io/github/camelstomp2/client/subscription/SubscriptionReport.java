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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.protocol.StompException;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands, for an operator.
 *
 * @param flowing whether the broker has confirmed it, and neither ended it nor lost the connection since
 * @param refusal what the broker said when it refused or ended it; {@code null} when it did not
 * @param since when it refused first, as a value of {@link System#nanoTime}; {@code null} when it did not
 * @param refusals how often it did so in a row
 */
public record SubscriptionReport(boolean flowing, @Nullable String refusal, @Nullable Long since, int refusals) {
    static final SubscriptionReport NEW = new SubscriptionReport(false, null, null, 0);
    static final SubscriptionReport FLOWING = new SubscriptionReport(true, null, null, 0);

    SubscriptionReport refused(StompException why) {
        return new SubscriptionReport(
                false,
                String.valueOf(why.getMessage()),
                since == null ? (Long) System.nanoTime() : since,
                refusals + 1);
    }

    SubscriptionReport lost() {
        return flowing ? NEW : this;
    }
}
