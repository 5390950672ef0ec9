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

import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusted certificates and own keys as they were when they were read.
 *
 * @param context for the JDK's TLS
 * @param managers the same for another engine; {@code null}: there is more in the context than keys and certificates
 */
public record TlsMaterial(SSLContext context, @Nullable Managers managers) {
    /**
     * Where keys and certificates are.
     *
     * @param keys none, or those that show a certificate of this client
     * @param trust none: what the JVM trusts
     */
    public record Managers(List<KeyManager> keys, List<TrustManager> trust) {
        public Managers {
            keys = List.copyOf(keys);
            trust = List.copyOf(trust);
        }
    }
}
