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
package io.github.camelstomp2.protocol;

/**
 * The broker took a request, but its reply cannot be received any more: the reply queue ended with its connection, or
 * the caller does not wait any more. The other side may have done what was asked, so sending the request again may have
 * it done twice.
 */
public class StompReplyLostException extends StompException {
    private static final long serialVersionUID = 1L;

    public StompReplyLostException(String message) {
        super(message);
    }
}
