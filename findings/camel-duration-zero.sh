#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Camel 4.17.0: a duration with a unit that does not exist becomes 0, or loses what is wrong of it.
#
# Expected: an option that is no duration (10x, ten, 1h30) is refused when the endpoint is made, as 10x is for a number.
# Happens:  10x and ten are 0, 10S too (the unit is in lower case only), and of 1h30 the 30 is forgotten. Nothing is said:
#           a time limit, a delay or an interval is then none.
# Seen:
#   Camel 4.17.0
#   timer:t?period=10s is 10000 ms
#   timer:t?period=10x is 0 ms
#   timer:t?period=ten is 0 ms
#   timer:t?period=10S is 0 ms
#   timer:t?period=1h30m is 5400000 ms
#   timer:t?period=1h30 is 3600000 ms
#   seda:s?size=10x is refused: NumberFormatException
#
# Ends with 0 as long as it is so.

set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-core</artifactId>
      <version>4.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn=$(command -v mvn || echo "$(dirname "${BASH_SOURCE[0]}")/../mvnw")
"$mvn" -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory="$work/lib" > "$work/maven.log" 2>&1 || { cat "$work/maven.log"; exit 2; }

cat > "$work/Finding.java" <<'JAVA'
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

class Finding {
    public static void main(String[] args) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.start();
        System.out.println("Camel " + context.getVersion());
        Map<String, Long> durations = new LinkedHashMap<>();
        durations.put("10s", 10_000L);
        durations.put("10x", 0L);
        durations.put("ten", 0L);
        durations.put("10S", 0L);
        durations.put("1h30m", 5_400_000L);
        durations.put("1h30", 3_600_000L);
        boolean asDescribed = true;
        for (Map.Entry<String, Long> duration : durations.entrySet()) {
            String uri = "timer:t?period=" + duration.getKey();
            String seen;
            try {
                long millis = context.getEndpoint(uri, TimerEndpoint.class).getPeriod();
                seen = "is " + millis + " ms";
                asDescribed &= millis == duration.getValue();
            } catch (ResolveEndpointFailedException e) {
                seen = "is refused: " + root(e);
                asDescribed = false;
            }
            System.out.println(uri + " " + seen);
        }
        try {
            context.getEndpoint("seda:s?size=10x");
            System.out.println("seda:s?size=10x is accepted");
            asDescribed = false;
        } catch (ResolveEndpointFailedException e) {
            System.out.println("seda:s?size=10x is refused: " + root(e));
        }
        context.stop();
        if (!asDescribed) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
            System.exit(1);
        }
    }

    static String root(Throwable e) {
        return e.getCause() == null ? e.getClass().getSimpleName() : root(e.getCause());
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
