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
package io.github.camelstomp2.examples.websocket.server;

import java.security.Principal;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.stereotype.Controller;

/** What becomes of messages to {@code /app/…}. */
@Controller
class Orders {
    /** To all who listen. */
    @MessageMapping("/prices")
    @SendTo("/topic/prices")
    String price(String price) {
        return price;
    }

    /** To who asked, alone. */
    @MessageMapping("/orders")
    @SendToUser("/queue/answers")
    String order(String order, Principal user) {
        return "accepted for " + user.getName() + ": " + order;
    }
}
