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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.benchmarks.ReportTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    @Test
    void a_row_is_compared_to_netty_in_the_same_case() {
        String table = new ReportTable(
                        "ns/frame",
                        List.of(
                                decoded("CAMEL_STOMP2", "SMALL", "READS_OF_64K", 200, 500),
                                decoded("NETTY", "SMALL", "READS_OF_64K", 800, 2000),
                                decoded("NETTY", "LARGE", "READS_OF_64K", 1, 1)))
                .markdown();

        assertThat(table.lines().map(String::strip))
                .startsWith(
                        "| shape | peer | ns/frame | ± | × Netty | B/frame | B × Netty |",
                        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
                        "| SMALL | CAMEL_STOMP2 | 200 | 1.0 | 0.25 | 500 | 0.25 |");
    }

    @Test
    void peers_stand_below_each_other_in_each_case() {
        String table = new ReportTable(
                        "ns/frame",
                        List.of(
                                decoded("CAMEL_STOMP2", "SMALL", "READS_OF_64K", 1, 1),
                                decoded("CAMEL_STOMP2", "LARGE", "READS_OF_64K", 1, 1),
                                decoded("NETTY", "SMALL", "READS_OF_64K", 1, 1),
                                decoded("NETTY", "LARGE", "READS_OF_64K", 1, 1)))
                .markdown();

        assertThat(table.lines().skip(2).map(line -> line.replaceAll("^\\| (\\w+ \\| \\w+) .*", "$1")))
                .containsExactly("SMALL | CAMEL_STOMP2", "SMALL | NETTY", "LARGE | CAMEL_STOMP2", "LARGE | NETTY");
    }

    @Test
    void a_cut_read_is_compared_to_the_uncut_one_of_the_same_peer() {
        String table = new ReportTable(
                        "ns/frame",
                        List.of(
                                decoded("NETTY", "SMALL", "READS_OF_64K", 800, 2000),
                                decoded("NETTY", "SMALL", "PIECES_OF_200", 1200, 2000)))
                .markdown();

        assertThat(table).contains("| PIECES_OF_200 | NETTY | 1,200 | 1.0 | 1.00 | 2,000 | 1.00 | 1.50 |");
    }

    @Test
    void a_long_drip_is_compared_to_the_shortest_of_the_same_peer() {
        String table = new ReportTable(
                        "ns/octet", List.of(dripped("NETTY", "octets3500", 10), dripped("NETTY", "octets35000", 90)))
                .markdown();

        assertThat(table).contains("| octets35000 | NETTY | 90.0 |  | 1.00 | 1.0 | 1.00 | 9.00 |");
    }

    private static Row decoded(String peer, String shape, String cut, double nanoseconds, double bytes) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("method", "decode");
        labels.put("cut", cut);
        labels.put("peer", peer);
        labels.put("shape", shape);
        return new Row(labels, nanoseconds, 1, bytes);
    }

    private static Row dripped(String peer, String method, double nanoseconds) {
        return new Row(Map.of("method", method, "peer", peer), nanoseconds, Double.NaN, 1);
    }
}
