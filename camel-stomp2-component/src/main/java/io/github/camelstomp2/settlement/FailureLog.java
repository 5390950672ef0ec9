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

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs messages that failed: why, and what happens to them next. For any thread. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private final Supplier<String> source;
    private final String routeId;

    /**
     * @param source where the messages come from, with the broker
     * @param routeId {@code null}: the messages are polled, and end with the exchange of the polling route
     */
    FailureLog(Supplier<String> source, String routeId) {
        this.source = source;
        this.routeId = routeId;
    }

    /** Logs what happens to a failed message next. */
    void next(String whatNext, FailedMessage failed) {
        String route = route(failed);
        LOG.warn(
                "A message from {} failed{}: {}; {}",
                source.get(),
                route == null ? "" : " in route " + route,
                DeadLetterHeaders.reason(failed.cause()),
                whatNext);
    }

    /** Logs that a message goes back after a pause. Repeated ones are counted and not all logged. */
    void goesBack(Setbacks.Setback setback, FailedMessage failed, String why) {
        if (setback.isNews()) {
            next(why + GivenBack.sentence(failed) + counted(setback), failed);
        }
    }

    /** Logs that a step for a failed message failed too. Repeated failures are counted and not all logged. */
    void setback(Setbacks.Setback setback, FailedMessage failed, String what, Throwable why, String whatNext) {
        if (setback.isNews()) {
            LOG.error(
                    "A message from {} failed ({}), and {}: {}; {}{}",
                    source.get(),
                    DeadLetterHeaders.reason(failed.cause()),
                    what,
                    why.getMessage(),
                    whatNext,
                    counted(setback));
        }
    }

    /** Logs that a dead letter is safe again, after several that were not. */
    void takenAgain(String target, int waited) {
        if (waited > 0) {
            LOG.info(
                    "Dead letters can be sent to {} again, after {} that could not be sent; they are of messages from {}",
                    target,
                    waited,
                    source.get());
        }
    }

    /** How long messages like this one wait, to be appended to a sentence. */
    private static String counted(Setbacks.Setback setback) {
        String pause = " after a pause of " + setback.pause().toSeconds() + " s";
        return setback.round() == 1
                ? pause + "; further ones are counted, with a line each time that the pause grows"
                : pause + "; " + setback.since() + " such messages since the last line about them";
    }

    /** The route of the message; {@code null} if there is none. */
    String route(FailedMessage failed) {
        return routeId == null ? failed.exchange().getFromRouteId() : routeId;
    }
}
