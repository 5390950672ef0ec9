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
package io.github.camelstomp2.event;

import java.util.EventObject;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;

/** What happened to a connection, a subscription or a message of the component. Its source is the Camel context. */
public abstract class Stomp2Event extends EventObject implements CamelEvent {
    private static final long serialVersionUID = 1L;

    private final String component;
    private long timestamp;

    /**
     * @param component the name of the component in this context
     * @param timestamp when it happened, in milliseconds since 1970 (UTC)
     */
    protected Stomp2Event(CamelContext source, String component, long timestamp) {
        super(source);
        this.component = component;
        this.timestamp = timestamp;
    }

    /** Always {@link CamelEvent.Type#Custom}: Camel has no type for it. */
    @Override
    public final Type getType() {
        return Type.Custom;
    }

    /** The name of the component, such as {@code stomp2}. */
    public String getComponent() {
        return component;
    }

    /** When it happened, in milliseconds since 1970 (UTC). */
    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    /** What happened, as a sentence for a log. */
    @Override
    public abstract String toString();
}
