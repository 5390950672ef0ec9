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
package io.github.camelstomp2.examples.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the dashboard for Grafana asks Prometheus for. */
record Dashboard(List<Query> queries, List<Variable> variables) {
    static final Path FILE = Path.of("grafana/dashboards/camel-stomp2.json");

    /**
     * A query of a panel.
     *
     * @param expression as Grafana sends it to Prometheus, but for its variables
     */
    record Query(String panel, String expression) {}

    /** A variable, whose values Grafana asks for. */
    record Variable(String name, String query) {}

    static Dashboard read() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(FILE.toFile());
        List<Query> queries = new ArrayList<>();
        dashboard.get("panels").forEach(panel -> panel.get("targets")
                .forEach(target -> queries.add(new Query(
                        panel.get("title").asText(), target.get("expr").asText()))));
        List<Variable> variables = new ArrayList<>();
        dashboard
                .get("templating")
                .get("list")
                .forEach(each -> variables.add(new Variable(
                        each.get("name").asText(),
                        each.get("query").get("query").asText())));
        return new Dashboard(queries, variables);
    }
}
