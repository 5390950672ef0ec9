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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.broker.FrameLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The differences between versions of RabbitMQ, where it names its version. */
enum RabbitMqVersion {
    /** The broker does not name its version: {@code stomp.hide_server_info}. */
    UNKNOWN(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
    /** Before 3.12.2: no limit for the size of a frame. */
    V3(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
    /** From 3.12.2 on. */
    V3_12(Integer.MAX_VALUE, Integer.MAX_VALUE, RabbitMqVersion.FRAME),
    /** From 4.0 on: a quorum queue drops a message that goes back to it too often, in any way. */
    V4_0(Integer.MAX_VALUE, RabbitMqVersion.LONGEST_NAME, RabbitMqVersion.FRAME),
    /** From 4.3 on: only the end of a connection is counted. */
    V4_3(100, RabbitMqVersion.LONGEST_NAME, RabbitMqVersion.FRAME);

    /** The default of {@code stomp.max_frame_size}. */
    private static final int FRAME = 4 * 1024 * 1024;

    /** The limit for a name in an AMQP table. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern SERVER = Pattern.compile("RabbitMQ/(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    private final FrameLimits frameLimits;

    /**
     * @param headers the most headers in a frame
     * @param name the most octets in a header's name
     * @param frame the most octets in a frame
     */
    RabbitMqVersion(int headers, int name, int frame) {
        this.frameLimits = new FrameLimits(Integer.MAX_VALUE, headers, name, frame);
    }

    /** The version that the {@code server} header of CONNECTED names. */
    static RabbitMqVersion of(@Nullable String server) {
        Matcher words = SERVER.matcher(String.valueOf(server));
        if (!words.matches()) {
            return UNKNOWN;
        }
        int major = Integer.parseInt(words.group(1));
        int minor = Integer.parseInt(words.group(2));
        int patch = words.group(3) == null ? 0 : Integer.parseInt(words.group(3));
        if (major >= 4) {
            return major > 4 || minor >= 3 ? V4_3 : V4_0;
        }
        return minor > 12 || (minor == 12 && patch >= 2) ? V3_12 : V3;
    }

    FrameLimits frameLimits() {
        return frameLimits;
    }

    /** Whether quorum queues are known to drop messages that go back to them too often. */
    boolean limitsReturns() {
        return this == V4_0 || this == V4_3;
    }
}
