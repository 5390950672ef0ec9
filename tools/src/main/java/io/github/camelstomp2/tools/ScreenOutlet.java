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
package io.github.camelstomp2.tools;

import io.github.camelstomp2.tools.message.SavedMessage;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** Shows messages, a line for each. */
final class ScreenOutlet implements Outlet {
    private final PrintWriter out;

    ScreenOutlet(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void send(Exchange consumed, String destination, Consumer<Throwable> done) {
        out.println(SavedMessage.of(consumed).line());
        done.accept(null);
    }

    /** {@code | head -1} has seen enough. */
    @Override
    public boolean isClosed() {
        return out.checkError();
    }
}
