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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Leaves out the headers of a dead letter that the broker would not accept. Otherwise the dead letter would end the
 * connection, and its original would come again and do the same. The dead letter says itself what was left out.
 *
 * @param headers the headers that are left
 * @param leftOut the other headers, as text for an operator; empty if there are none
 */
record FittingLetter(StompHeaders headers, String leftOut) {

    /** Room for the headers that the component adds to the frame: destination, receipt, transaction and others. */
    private static final int HEADERS_OF_OURS = 12;

    private static final int OCTETS_OF_OURS = 1024;

    private static final FrameLimits SMALL = new FrameLimits(1024, Integer.MAX_VALUE);
    private static final int FEW = 64;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_NAMES = 20;

    /**
     * Leaves out the headers that the broker is known to refuse. If there are still too many or too long headers, those
     * with the reason of the failure are left out too, since the sender's headers are more important.
     *
     * @param body octets of its body
     */
    static FittingLetter of(StompHeaders wanted, FrameLimits limits, int body) {
        int room = Math.max(0, limits.headers() - HEADERS_OF_OURS);
        boolean withReason = wanted.size() <= room && limits.overSize(wanted, body + OCTETS_OF_OURS) == null;
        int[] taken = {0};
        return keeping(
                wanted,
                (name, value) ->
                        limits.takesHeader(name, value) && (withReason || !isDiagnostic(name)) && taken[0]++ < room);
    }

    private static boolean isDiagnostic(String name) {
        return name.startsWith(DeadLetterHeaders.PREFIX);
    }

    /**
     * Keeps only the headers that identify the message and say why it failed, for a broker that refuses the dead letter
     * without a reason. A dead letter with few and short headers keeps all of them: no broker has such low limits, so
     * the reason must be another one, for example a full queue.
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
        return isDiagnostic(name)
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
        return new FittingLetter(
                headers.add(DeadLetterHeaders.LEFT_OUT, leftOut).build(), leftOut);
    }

    private static String inWords(String name, String value) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return PrintableText.of(shown) + " (" + value.length() + " characters)";
    }
}
