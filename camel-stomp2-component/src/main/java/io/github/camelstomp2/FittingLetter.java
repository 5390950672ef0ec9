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

import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Leaves out of a dead letter what the broker would not take: else the dead letter would end the connection, and its
 * original come again and do so again. What was left out the dead letter says itself.
 *
 * @param headers those that are left
 * @param leftOut the others, as an operator reads them; empty if there are none
 */
record FittingLetter(StompHeaders headers, String leftOut) {

    /** For what the component adds to a frame: destination, receipt, transaction and the like. */
    private static final int HEADERS_OF_OURS = 16;

    private static final FrameLimits SMALL = new FrameLimits(1024, Integer.MAX_VALUE);
    private static final int FEW = 64;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_NAMES = 20;

    /** Without the headers that the broker is known to refuse. */
    static FittingLetter of(StompHeaders wanted, FrameLimits limits) {
        int room = Math.max(0, limits.headers() - HEADERS_OF_OURS);
        int[] taken = {0};
        return keeping(wanted, (name, value) -> limits.takesHeader(name, value) && taken[0]++ < room);
    }

    /**
     * With nothing but what says what it is and why: for a broker that does not take all, and does not say why not. Few short
     * headers are over no broker's limit, and all are kept: something else is the reason, a queue that is full for one.
     */
    static FittingLetter essential(StompHeaders wanted) {
        return isSmall(wanted)
                ? new FittingLetter(wanted, "")
                : keeping(wanted, (name, value) -> isEssential(name) && SMALL.takesHeader(name, value));
    }

    private static boolean isSmall(StompHeaders wanted) {
        boolean[] small = {wanted.size() <= FEW};
        wanted.forEach((name, value) -> small[0] &= SMALL.takesHeader(name, value));
        return small[0];
    }

    private static boolean isEssential(String name) {
        return name.startsWith(DeadLetter.PREFIX)
                || name.equals(StompHeaderNames.CORRELATION_ID)
                || name.equals(StompHeaderNames.CONTENT_TYPE);
    }

    private static FittingLetter keeping(StompHeaders wanted, BiPredicate<String, String> kept) {
        StompHeaders.Builder headers = new StompHeaders.Builder(wanted.size() + 1);
        List<String> others = new ArrayList<>();
        wanted.forEach((name, value) -> {
            if (kept.test(name, value)) {
                headers.add(name, value);
            } else {
                others.add(inWords(name, value));
            }
        });
        if (others.isEmpty()) {
            return new FittingLetter(wanted, "");
        }
        String leftOut = String.join(", ", others.subList(0, Math.min(MOST_NAMES, others.size())))
                + (others.size() > MOST_NAMES ? " and " + (others.size() - MOST_NAMES) + " more" : "");
        return new FittingLetter(headers.add(DeadLetter.LEFT_OUT, leftOut).build(), leftOut);
    }

    private static String inWords(String name, String value) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return PrintableText.of(shown) + " (" + value.length() + " characters)";
    }
}
