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
package io.github.camelstomp2.broker;

/**
 * What a message wants, in words that are the same for all brokers.
 *
 * @param destination as the user named it, normalised
 * @param persistent whether it has to survive a restart of the broker
 * @param text whether brokers that know text and bytes messages shall make a text message of it
 */
public record SendOptions(String destination, boolean persistent, boolean text) {}
