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
package io.github.camelstomp2.broker;

import org.jspecify.annotations.Nullable;

/**
 * The name by which a broker recognises a durable subscription when its consumer comes back.
 *
 * @param clientId the {@code client-id} of CONNECT, or {@code null} when there is none
 * @param removeAtEnd whether the broker deletes the subscription when the consumer ends it
 */
public record DurableName(String name, @Nullable String clientId, boolean removeAtEnd) {
    /** A name that is unique on the broker. */
    public String unique() {
        return clientId == null ? name : clientId + "." + name;
    }
}
