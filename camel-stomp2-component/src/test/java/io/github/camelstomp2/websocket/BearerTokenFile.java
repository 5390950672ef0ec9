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
package io.github.camelstomp2.websocket;

import io.github.camelstomp2.Stomp2Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token that something else writes into a file, for servers that want it in the HTTP request. */
public class BearerTokenFile implements Stomp2Credentials {
    private final Path file;

    public BearerTokenFile(Path file) {
        this.file = file;
    }

    @Override
    public Login forBroker(String brokerUrl) throws IOException {
        return Login.bearer(Files.readString(file).strip());
    }
}
