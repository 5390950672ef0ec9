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
package io.github.camelstomp2.matrix;

/** How far a test showed its features to work. A test that says nothing shows that they do. */
public final class Shown {
    /** From best to worst. */
    enum Outcome {
        WORKS("works"),
        EMULATED("emulated"),
        NOT_POSSIBLE("not possible");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private Outcome outcome = Outcome.WORKS;
    private String remark = "";

    Shown() {}

    /** For tests of something that is not on the page. */
    public static Shown toNobody() {
        return new Shown();
    }

    /** It works, but something about it should be known. */
    public void works(String remark) {
        set(Outcome.WORKS, remark);
    }

    /** The component does what the broker does not. */
    public void emulated(String how) {
        set(Outcome.EMULATED, how);
    }

    /** The broker cannot, the test held that the component says so, and why is in these words. */
    public void notPossible(String reason) {
        set(Outcome.NOT_POSSIBLE, reason);
    }

    private void set(Outcome newOutcome, String newRemark) {
        outcome = newOutcome;
        remark = newRemark;
    }

    Outcome outcome() {
        return outcome;
    }

    String remark() {
        return remark;
    }
}
