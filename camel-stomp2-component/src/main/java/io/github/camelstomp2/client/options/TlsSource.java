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
package io.github.camelstomp2.client.options;

/** Reads trusted certificates and own keys as they are now. Thread-safe. Equal sources may share a connection. */
@FunctionalInterface
public interface TlsSource {
    /**
     * May block; not called on an event loop. What has not changed may be the same object as before.
     *
     * @throws Exception if a key store is missing, cannot be read or has another password
     */
    TlsMaterial read() throws Exception;
}
