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
package io.github.camelstomp2.hostile;

import java.util.Set;

/** Texts by which an application's data could become protocol, if they were written as they are. */
enum Poison {
    CARRIAGE_RETURN("one\rtwo", "one\\rtwo"),
    CARRIAGE_RETURN_AT_THE_END("onetwo\r", "onetwo\\r"),
    LINE_FEED("one\ntwo", "one\\ntwo"),
    CARRIAGE_RETURN_LINE_FEED("one\r\ntwo", "one\\r\\ntwo"),
    NUL("one\0two", "one\\u0000two"),
    COLON("one:two", "one:two"),
    BACKSLASH("one\\two", "one\\two"),
    BACKSLASH_AT_THE_END("onetwo\\", "onetwo\\"),
    WRITTEN_ESCAPE("one\\ntwo\\ctwo", "one\\ntwo\\ctwo"),
    LINE_SEPARATOR("one\u2028two", "one\\u2028two"),
    NEXT_LINE("one\u0085two", "one\\u0085two"),
    HIGH_SURROGATE("one\ud83dtwo", "one\\ud83dtwo"),
    LOW_SURROGATE_AT_THE_END("onetwo\ude00", "onetwo\\ude00"),
    HEADER("one\ndestination:/queue/stolen\ntwo", "one\\ndestination:/queue/stolen\\ntwo"),
    FRAME(
            "one\n\n\0SEND\ndestination:/queue/stolen\n\ntwo\0",
            "one\\n\\n\\u0000SEND\\ndestination:/queue/stolen\\n\\ntwo\\u0000");

    private static final Set<Poison> WITH_NUL = Set.of(NUL, FRAME);
    private static final Set<Poison> NOT_UNICODE = Set.of(HIGH_SURROGATE, LOW_SURROGATE_AT_THE_END);
    private static final Set<Poison> WITH_CARRIAGE_RETURN =
            Set.of(CARRIAGE_RETURN, CARRIAGE_RETURN_AT_THE_END, CARRIAGE_RETURN_LINE_FEED);
    private static final Set<Poison> WITH_LINE_FEED = Set.of(LINE_FEED, CARRIAGE_RETURN_LINE_FEED, HEADER, FRAME);
    private static final Set<Poison> WITH_COLON = Set.of(COLON, HEADER, FRAME);

    private final String text;
    private final String visible;

    Poison(String text, String visible) {
        this.text = text;
        this.visible = visible;
    }

    /** The text itself. */
    String text() {
        return text;
    }

    /** The text as a person may see it: in one line, nothing hidden. */
    String visible() {
        return visible;
    }

    /**
     * Whether a header of a frame cannot hold it: by the version's section "Value Encoding", and a carriage return not
     * even in 1.1, where brokers would take it for the end of the line.
     *
     * @param version of the session, or {@code CONNECT}: that frame has no escapes in any version
     */
    boolean cannotBeWritten(String version, boolean inName) {
        boolean escapes = version.equals("1.1") || version.equals("1.2");
        return WITH_NUL.contains(this)
                || NOT_UNICODE.contains(this)
                || (WITH_LINE_FEED.contains(this) && !escapes)
                || (WITH_CARRIAGE_RETURN.contains(this) && !version.equals("1.2"))
                || (WITH_COLON.contains(this) && inName && !escapes);
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
