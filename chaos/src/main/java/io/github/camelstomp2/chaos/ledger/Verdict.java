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
package io.github.camelstomp2.chaos.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a check.
 *
 * @param counts what happened
 * @param broken how often each rule was broken; empty when all were kept
 * @param violations the first ones of each rule, in full
 */
public record Verdict(Counts counts, Map<Rule, Long> broken, List<Violation> violations) {

    /**
     * @param sent sends that began
     * @param confirmed sends that were confirmed
     * @param failed sends that failed with a known result
     * @param unknown sends whose result is unknown
     * @param delivered messages with which a route began
     * @param duplicates further routes that began with them
     * @param excused confirmed messages that were lost with a deleted queue
     */
    public record Counts(
            long sent, long confirmed, long failed, long unknown, long delivered, long duplicates, long excused) {}

    public Verdict {
        Map<Rule, Long> copy = new EnumMap<>(Rule.class);
        copy.putAll(broken);
        broken = copy;
        violations = List.copyOf(violations);
    }

    /** Whether all rules were kept. */
    public boolean isGreen() {
        return broken.isEmpty();
    }

    /** How often a rule was broken. */
    public long count(Rule rule) {
        return broken.getOrDefault(rule, 0L);
    }

    @Override
    public String toString() {
        return isGreen() ? "green, " + counts : "RED " + broken + ", " + counts + ", " + violations;
    }
}
