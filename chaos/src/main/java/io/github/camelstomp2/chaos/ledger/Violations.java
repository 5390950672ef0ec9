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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects broken rules. Only the first few of each rule are kept in full, since a faulty client can break it a million
 * times.
 */
public final class Violations {
    private static final long TOLD = 20;

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final List<Violation> told = new ArrayList<>();

    public void add(Rule rule, int message, String details) {
        if (counts.merge(rule, 1L, Long::sum) <= TOLD) {
            told.add(new Violation(rule, message, details));
        }
    }

    Map<Rule, Long> counts() {
        return counts;
    }

    List<Violation> told() {
        return told;
    }
}
