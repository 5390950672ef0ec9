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

import io.github.camelstomp2.client.options.ReconnectPolicy;
import java.time.Duration;

/** The wait before a message that was given back is delivered again, or a refused subscription is made again. */
public final class RetryPauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final ReconnectPolicy POLICY = new ReconnectPolicy(FIRST, LONGEST, 2, -1);

    private RetryPauses() {}

    /** The wait after this many failures in a row. */
    public static Duration after(int times) {
        return POLICY.delay(times, 1);
    }
}
