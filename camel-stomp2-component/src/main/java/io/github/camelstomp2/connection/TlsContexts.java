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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.client.options.TlsSource;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Readers of trusted certificates and keys, by the TLS parameters: one for all endpoints with the same parameters, so that
 * these can share connections. A reader is kept as long as an endpoint or a connection uses it. Thread-safe.
 */
final class TlsContexts {
    private final Map<SSLContextParameters, WeakReference<TlsSource>> known = new WeakHashMap<>();

    /**
     * The reader of some parameters. It reads them once now, so that an error shows at the start.
     *
     * @throws Exception if they cannot be read, for example because a key store is missing
     */
    synchronized TlsSource of(CamelContext camel, SSLContextParameters parameters) throws Exception {
        WeakReference<TlsSource> reference = known.get(parameters);
        TlsSource source = reference == null ? null : reference.get();
        if (source == null) {
            source = new KeyStoreFiles(camel, parameters);
            source.read();
            known.put(parameters, new WeakReference<>(source));
        }
        return source;
    }
}
