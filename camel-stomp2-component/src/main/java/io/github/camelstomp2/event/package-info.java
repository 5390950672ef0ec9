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
 * Events for applications: what happened to connections, subscriptions and messages, through the {@code EventNotifier}s of the
 * Camel context.
 *
 * <p>They are told one after the other on a worker thread of the component, and never delay the connection. Where there is no
 * notifier, none is made. None of them has a user name, a password or a body.
 */
package io.github.camelstomp2.event;
