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
package io.github.camelstomp2.scripted;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Sees when the threads of a Camel context have nothing to do: workers and event loops of the component, and those on which
 * routes go on. It replaces a wait in which nothing must happen: a thread that has work and gets no processor is not quiet.
 */
final class Quiet {
    /** In which what was written is read on the other side. */
    static final Duration ON_ITS_WAY = Duration.ofMillis(10);

    /** So many looks one after the other: who has just been woken may still look as if it slept. */
    private static final int LOOKS = 8;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Quiet() {}

    static void await(String contextName) {
        int[] quietLooks = {0};
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(BETWEEN_LOOKS).until(() -> {
            quietLooks[0] = isQuiet("(" + contextName + ")") ? quietLooks[0] + 1 : 0;
            return quietLooks[0] == LOOKS;
        });
    }

    private static boolean isQuiet(String partOfName) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains(partOfName))
                .allMatch(Quiet::waits);
    }

    /** A thread that waits for its sockets counts as one that runs, though it stands in a native method. */
    private static boolean waits(Map.Entry<Thread, StackTraceElement[]> thread) {
        StackTraceElement[] stack = thread.getValue();
        return switch (thread.getKey().getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case RUNNABLE ->
                stack.length == 0
                        || stack[0].isNativeMethod()
                                && stack[0].getClassName().startsWith("sun.nio.ch.")
                                && stack[0].getMethodName().equals("wait");
            case NEW, BLOCKED -> false;
        };
    }
}
