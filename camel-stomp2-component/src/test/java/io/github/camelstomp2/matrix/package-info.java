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
/**
 * What works on which broker: {@code docs/brokers.md}, written from the results of the tests that show it. A test says by
 * {@link io.github.camelstomp2.matrix.Shows} what it shows; a run of the integration tests leaves the results in {@code
 * target/brokers}; and {@code BrokerPageCheck}, which runs after them, compares them with those in {@code
 * resources/brokers}, from which the page is made.
 */
package io.github.camelstomp2.matrix;
