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
package io.github.camelstomp2.benchmarks;

/** The limits for all decoders, so that none refuses a frame that another one accepts. */
final class Limits {
    static final int BODY = 16 * 1024 * 1024;
    static final int HEADERS = 10_000;
    static final int HEADER_LENGTH = 64 * 1024;

    private Limits() {}
}
