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

import org.jspecify.annotations.Nullable;

/**
 * The broker does not accept this frame on any connection: it closed several connections because of this frame, or the
 * frame is larger than a limit that is known in advance. As far as can be known, the broker does not have the frame,
 * and sending it again fails again.
 */
public class StompUnsendableException extends StompException {
    private static final long serialVersionUID = 1L;

    public StompUnsendableException(String message) {
        super(message);
    }

    public StompUnsendableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
