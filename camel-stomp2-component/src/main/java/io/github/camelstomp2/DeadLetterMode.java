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
package io.github.camelstomp2;

/** What happens to a message whose exchange failed, or that the route refused. */
public enum DeadLetterMode {
    /** The component sends it to the dead letter endpoint and then acknowledges the original. */
    CLIENT,
    /** The broker is told by a NACK, and moves the message to a dead letter queue by its own rules. */
    BROKER,
    /** The message is given back to the broker, which delivers it again. */
    NONE
}
