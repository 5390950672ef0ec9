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
package io.github.camelstomp2.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The recorded frames of django-stomp, with what was filled in. */
final class DjangoStompFrames {
    private static final Map<String, String> FRAMES = read("/django-stomp/frames.txt");

    private DjangoStompFrames() {}

    /**
     * The octets of a frame.
     *
     * @param title as the file has it
     * @param values for what stands in angle brackets
     */
    static byte[] octets(String title, Map<String, String> values) {
        String frame = Objects.requireNonNull(FRAMES.get(title), title);
        for (Map.Entry<String, String> value : values.entrySet()) {
            frame = frame.replace("<" + value.getKey() + ">", value.getValue());
        }
        if (frame.matches("(?s).*<[a-z-]+>.*")) {
            throw new IllegalArgumentException("not all is filled in: " + frame);
        }
        return frame.replace("^@", "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> read(String resource) {
        try (InputStream in = DjangoStompFrames.class.getResourceAsStream(resource)) {
            Map<String, String> frames = new HashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.split("(?m)^== ")) {
                int end = part.indexOf('\n');
                int nul = part.indexOf("^@");
                if (nul > 0 && end < nul && !part.startsWith("#")) {
                    frames.put(part.substring(0, end), part.substring(end + 1, nul + 2));
                }
            }
            return frames;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
