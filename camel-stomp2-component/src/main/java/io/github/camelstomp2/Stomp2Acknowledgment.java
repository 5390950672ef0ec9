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

/**
 * Lets a route with {@code manualAck=true} decide about a message. It is the exchange property {@link
 * Stomp2Constants#ACKNOWLEDGMENT}. May be used from any thread, also after the route has ended. After the connection of
 * the message has ended, both methods do nothing: the broker delivers the message again.
 */
public interface Stomp2Acknowledgment {

    /**
     * Acknowledges the message: it was processed.
     *
     * @throws IllegalStateException if it was already acknowledged or refused
     */
    void ack();

    /**
     * Refuses the message: it failed. The option {@code deadLetterMode} says what happens to it.
     *
     * @throws IllegalStateException if it was already acknowledged or refused
     */
    void nack();
}
