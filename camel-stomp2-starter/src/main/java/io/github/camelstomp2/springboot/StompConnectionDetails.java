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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where a broker is and how to log in there: a bean of this type takes the place of these properties of the component. It
 * comes from Testcontainers or Docker Compose, or is a bean of the application's own. The other options stay those of the
 * properties.
 *
 * <p>Asked when Camel makes the component, not before. Each method is called on one thread at a time.
 */
public interface StompConnectionDetails extends ConnectionDetails {

    /** As {@code camel.component.stomp2.broker-url}: one address or several, such as {@code tcp://localhost:61613}. */
    String getBrokerUrl();

    /** {@code null}: no user name is sent, whatever the properties say. */
    default @Nullable String getUsername() {
        return null;
    }

    /** {@code null}: no password is sent, whatever the properties say. */
    default @Nullable String getPassword() {
        return null;
    }

    /** As {@code camel.component.stomp2.host}; {@code null}: the component's default, whatever the properties say. */
    default @Nullable String getVirtualHost() {
        return null;
    }

    /** For {@code ssl://} and {@code wss://}; {@code null}: TLS is as the properties say. */
    default @Nullable SslBundle getSslBundle() {
        return null;
    }

    /**
     * The component that this is for: {@code stomp2}, or the name of a broker in {@code camel.component.stomp2.brokers.*}.
     */
    default String getComponent() {
        return "stomp2";
    }
}
