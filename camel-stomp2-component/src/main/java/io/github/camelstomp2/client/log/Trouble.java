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
package io.github.camelstomp2.client.log;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A failure that repeats. Decides which of its repetitions is logged: the first, each new reason, one after a minute,
 * one after ten minutes, then one each hour; and its end once. The time is passed in. Event loop only.
 */
final class Trouble {
    /** More reasons than this are not logged, since they add nothing. */
    private static final int MAX_REASONS = 16;

    private static final Duration FIRST_REMINDER = Duration.ofMinutes(1);
    private static final Duration SECOND_REMINDER = Duration.ofMinutes(10);
    private static final Duration LATER_REMINDERS = Duration.ofHours(1);

    private final Duration peace;
    private final Set<String> reasons = new HashSet<>();
    private Duration reminder = FIRST_REMINDER;
    private int times;
    private long begin;
    private boolean over;
    private long overSince;

    /** Whether the last logged line about it said that it fails. */
    private boolean told;

    /** Whether the last failure is logged only because of the time that has passed. */
    private boolean reminds;

    /** @param peace how long it must work for the next failure to count as a new trouble */
    Trouble(Duration peace) {
        this.peace = peace;
    }

    /** Notes a failure. Returns whether it is to be logged. */
    boolean failed(String reason, long nowNanos) {
        if (over && nowNanos - overSince >= peace.toNanos()) {
            forget();
        }
        over = false;
        if (times++ == 0) {
            begin = nowNanos;
        }
        boolean isNew = reasons.size() < MAX_REASONS && reasons.add(reason);
        reminds = isTimeForReminder(nowNanos) && !isNew;
        told |= isNew || reminds;
        return isNew || reminds;
    }

    private boolean isTimeForReminder(long nowNanos) {
        Duration since = Duration.ofNanos(nowNanos - begin);
        boolean isTime = since.compareTo(reminder) >= 0;
        while (since.compareTo(reminder) >= 0) {
            reminder = reminder.equals(FIRST_REMINDER) ? SECOND_REMINDER : reminder.plus(LATER_REMINDERS);
        }
        return isTime;
    }

    /** Notes that it works again. Returns whether that is to be logged. */
    boolean works(long nowNanos) {
        if (times == 0 || over) {
            return false;
        }
        over = true;
        overSince = nowNanos;
        boolean worthALine = told;
        told = false;
        return worthALine;
    }

    /** Forgets the trouble: the next failure is a new one. */
    void forget() {
        reasons.clear();
        reminder = FIRST_REMINDER;
        times = 0;
        over = false;
        told = false;
    }

    /** How often it has failed. */
    int times() {
        return times;
    }

    /** How long it has failed, as text behind {@link #times}. */
    String time(long nowNanos) {
        Duration since = Duration.ofNanos(nowNanos - begin);
        if (since.toMinutes() < 3) {
            return since.toSeconds() + " s";
        }
        return since.toHours() < 3 ? since.toMinutes() + " min" : since.toHours() + " h";
    }

    /** The text that is added to a reason that was logged before; empty for a new reason. */
    String reminder(String what, long nowNanos) {
        return reminds ? times + " " + what + " in " + time(nowNanos) + "; " : "";
    }
}
