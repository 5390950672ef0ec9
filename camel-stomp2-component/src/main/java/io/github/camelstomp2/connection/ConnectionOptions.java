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

import io.github.camelstomp2.client.options.StompClientOptions;

/**
 * How the consumers and the producers of an endpoint connect.
 *
 * @param common the options that are equal for both, such as the broker
 * @param shared whether consumers use the connection of the producers
 * @param awaited whether a route waits for the broker before it starts ({@code testConnectionOnStartup})
 */
public record ConnectionOptions(
        StompClientOptions common,
        StompClientOptions consumers,
        StompClientOptions producers,
        boolean shared,
        boolean awaited) {}
