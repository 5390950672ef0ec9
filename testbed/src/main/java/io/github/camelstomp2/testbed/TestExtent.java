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
package io.github.camelstomp2.testbed;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of many similar cases a test run tries: about a fifth, or all of them with the profile {@code all} or {@code
 * -Dstomp2.test.all=true}. For tests that repeat one property with other numbers, moments or texts, not for tests that
 * each show something different.
 */
public final class TestExtent {

    /** The system property that asks for all cases. */
    public static final String ALL_PROPERTY = "stomp2.test.all";

    private static final int ONE_IN = 5;

    private TestExtent() {}

    /** Whether all cases are to be tried. */
    public static boolean isAll() {
        return Boolean.getBoolean(ALL_PROPERTY);
    }

    /** How many of this number of cases are to be tried; at least one. */
    public static int of(int number) {
        return isAll() ? number : (number + ONE_IN - 1) / ONE_IN;
    }

    /** The cases that are to be tried; the same ones in each run, so that a failure can be seen again. */
    public static <T> List<T> of(List<T> cases) {
        return isAll() ? cases : oneOfEachBlock(cases);
    }

    /**
     * One of five neighbours, each time at another place among them. So for the product of several lists, each element
     * of each list is used.
     */
    static <T> List<T> oneOfEachBlock(List<T> cases) {
        return IntStream.range(0, cases.size())
                .filter(i -> (i + i / ONE_IN + i / (ONE_IN * ONE_IN)) % ONE_IN == 0)
                .mapToObj(cases::get)
                .toList();
    }
}
