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
package io.github.camelstomp2.examples.feed;

import java.time.Instant;

/**
 * A train at a station.
 *
 * @param id unique for each movement; one that is received again has the same
 * @param train the number of the train
 * @param station where it is
 * @param time when, in ISO-8601
 * @param late by how many minutes
 */
record Movement(String id, String train, String station, String time, int late) {
    private static final String[] STATIONS = {"Northgate", "Market Square", "Riverside", "Hill Road"};

    /** An invented one. */
    static Movement number(int number) {
        return new Movement(
                "m-" + number,
                "T" + (100 + number % 17),
                STATIONS[number % STATIONS.length],
                Instant.ofEpochSecond(1_800_000_000L + number * 30L).toString(),
                number % 5);
    }
}
