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

import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.client.options.TlsSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * Reads the key stores of Camel's {@link SSLContextParameters} again and again, and makes a new context when one of them has
 * changed. As long as none has, all connections have the same context: making one takes some ten milliseconds, and some
 * hundred kilobytes for each. Parameters of a subclass, whose source is not known, make one at each read. Thread-safe.
 */
final class KeyStoreFiles implements TlsSource {
    private static final SSLContextParameters DEFAULTS = new SSLContextParameters();

    private final CamelContext camel;
    private final SSLContextParameters parameters;
    private byte[] digest;
    private TlsMaterial material;

    KeyStoreFiles(CamelContext camel, SSLContextParameters parameters) {
        this.camel = camel;
        this.parameters = parameters;
    }

    @Override
    public synchronized TlsMaterial read() throws Exception {
        byte[] now = digestOfFiles();
        boolean same = material != null && MessageDigest.isEqual(now, digest);
        if (!same || parameters.getClass() != SSLContextParameters.class) {
            material = new TlsMaterial(parameters.createSSLContext(camel), managers());
            digest = now;
        }
        return material;
    }

    private byte[] digestOfFiles() throws Exception {
        MessageDigest files = MessageDigest.getInstance("SHA-256");
        KeyManagersParameters keys = parameters.getKeyManagers();
        TrustManagersParameters trust = parameters.getTrustManagers();
        add(files, keys == null ? null : keys.getKeyStore());
        add(files, trust == null ? null : trust.getKeyStore());
        return files.digest();
    }

    private void add(MessageDigest files, KeyStoreParameters store) throws IOException {
        if (store == null || store.getResource() == null) {
            return;
        }
        String resource = camel.resolvePropertyPlaceholders(store.getResource());
        try (InputStream file = ResourceHelper.resolveMandatoryResourceAsInputStream(camel, resource)) {
            files.update(file.readAllBytes());
        }
    }

    /** For another TLS engine; {@code null} where the parameters say more than which keys and certificates. */
    private TlsMaterial.Managers managers() throws GeneralSecurityException, IOException {
        boolean more = parameters.getClass() != SSLContextParameters.class
                || parameters.getProvider() != null
                || !Objects.equals(parameters.getSecureSocketProtocol(), DEFAULTS.getSecureSocketProtocol())
                || parameters.getCertAlias() != null
                || parameters.getSecureRandom() != null
                || parameters.getClientParameters() != null
                || parameters.getCipherSuites() != null
                || parameters.getCipherSuitesFilter() != null
                || parameters.getSecureSocketProtocols() != null
                || parameters.getSecureSocketProtocolsFilter() != null
                || parameters.getSessionTimeout() != null;
        if (more) {
            return null;
        }
        KeyManagersParameters keys = parameters.getKeyManagers();
        TrustManagersParameters trust = parameters.getTrustManagers();
        return new TlsMaterial.Managers(
                keys == null ? List.<KeyManager>of() : List.of(keys.createKeyManagers()),
                trust == null ? List.<TrustManager>of() : List.of(trust.createTrustManagers()));
    }

    /** Without the parameters, which hold passwords. */
    @Override
    public String toString() {
        return "KeyStoreFiles";
    }
}
