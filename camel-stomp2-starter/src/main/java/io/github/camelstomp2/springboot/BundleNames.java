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
package io.github.camelstomp2.springboot;

import java.util.Map;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** The properties {@code ssl-bundle}: checks their names, and makes TLS parameters of the bundles that they name. */
final class BundleNames {
    private static final Logger LOG = LoggerFactory.getLogger(BundleNames.class);

    private final Environment environment;
    private final ObjectProvider<SslBundles> bundles;

    BundleNames(Environment environment, ObjectProvider<SslBundles> bundles) {
        this.environment = environment;
        this.bundles = bundles;
    }

    /**
     * Before routes start, also of a component that no route has asked for yet.
     *
     * @throws IllegalArgumentException naming the property whose bundle is not there
     */
    void check() {
        Binder.get(environment)
                .bind(Stomp2Brokers.COMPONENT + ".ssl-bundle", String.class)
                .ifBound(bundle -> require(Stomp2Brokers.COMPONENT, bundle));
        BrokerNames.options(environment).forEach((name, options) -> {
            if (options instanceof Map<?, ?> properties) {
                check(BrokerNames.prefix(name), properties);
            }
        });
    }

    private void check(String prefix, Map<?, ?> properties) {
        properties.forEach((property, bundle) -> {
            if (property.toString().replace("-", "").equalsIgnoreCase("sslbundle")) {
                require(prefix, bundle.toString());
            }
        });
    }

    /**
     * @param prefix of the properties of a component
     * @throws IllegalArgumentException naming the property, if there is no such bundle
     */
    SSLContextParameters parameters(String prefix, String bundle) {
        require(prefix, bundle);
        SslBundles known = bundles.getObject();
        // Without a handler Spring Boot warns that nobody uses what was reloaded.
        known.addBundleUpdateHandler(
                bundle,
                reloaded -> LOG.info(
                        "{}.ssl-bundle: the bundle {} was reloaded; new connections use it, open ones stay",
                        prefix,
                        bundle));
        return new SslBundleParameters(() -> known.getBundle(bundle));
    }

    private void require(String prefix, String bundle) {
        String problem = prefix + ".ssl-bundle=" + bundle + ": ";
        SslBundles known = bundles.getIfAvailable();
        if (known == null) {
            throw new IllegalArgumentException(
                    problem + "this application has no SSL bundles; is SslAutoConfiguration excluded?");
        }
        try {
            known.getBundle(bundle);
        } catch (NoSuchSslBundleException e) {
            throw new IllegalArgumentException(
                    problem + "there is no SSL bundle of this name, but " + known.getBundleNames()
                            + "; correct the name, or add the bundle under spring.ssl.bundle",
                    e);
        }
    }
}
