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

import org.jspecify.annotations.Nullable;

/**
 * The TLS options of {@code ssl://} connections; the same for every broker of the list.
 *
 * @param source {@code null}: the JVM's default with its trusted certificates
 * @param verifyHostname whether the certificate must be for the host in the URL
 */
public record TlsOptions(@Nullable TlsSource source, boolean verifyHostname) {}
