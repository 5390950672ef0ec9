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
package io.github.camelstomp2.access;

import io.github.camelstomp2.testbed.TestCertificates;
import java.nio.file.Path;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Camel's TLS parameters from stores of {@link TestCertificates}. */
final class Stores {
    private Stores() {}

    static SSLContextParameters trusting(Path trustStore) {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store(trustStore));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    /** The same with a certificate of this client. */
    static SSLContextParameters trusting(Path trustStore, Path keyStore) {
        SSLContextParameters parameters = trusting(trustStore);
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store(keyStore));
        keys.setKeyPassword(TestCertificates.get().password());
        parameters.setKeyManagers(keys);
        return parameters;
    }

    private static KeyStoreParameters store(Path path) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + path);
        store.setType("PKCS12");
        store.setPassword(TestCertificates.get().password());
        return store;
    }
}
