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
package io.github.camelstomp2.secrets;

import io.github.camelstomp2.event.Stomp2Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** A notifier that shows each event of an application, and all that those of the component have. */
final class ShownEvents extends EventNotifierSupport {
    private final BiConsumer<String, Object> show;

    /** @param show takes where something was shown, and what */
    ShownEvents(BiConsumer<String, Object> show) {
        this.show = show;
    }

    @Override
    public void notify(CamelEvent event) throws Exception {
        String name = "event " + event.getClass().getSimpleName();
        show.accept(name, event);
        if (event instanceof Stomp2Event) {
            for (Method method : event.getClass().getMethods()) {
                if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                    show.accept(name + " " + method.getName(), text(method.invoke(event)));
                }
            }
        }
    }

    private static Object text(Object value) {
        if (!(value instanceof Throwable failure)) {
            return value;
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text;
    }
}
