#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Camel 4.17.0: with pooled exchanges, the end of an exchange that went through split is forgotten.
#
# Expected: camel.main.exchangeFactory=pooled reuses exchanges to save memory, and changes nothing else. What a consumer
#           does at the end of an exchange (a file is moved, a message acknowledged, a lock given back) it does.
# Happens:  behind split these completions get lost. With the file component some files are processed and not moved.
# Seen (which files, and how many, may differ: one is enough):
#   Camel 4.17.0
#   prototype: 12 lines of 6 files processed, left in place: 0
#   pooled: 12 lines of 6 files processed, left in place: 1
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
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-main</artifactId>
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

class Finding {
    public static void main(String[] args) throws Exception {
        long prototype = leftInPlace("prototype", Path.of(args[0], "prototype"));
        long pooled = leftInPlace("pooled", Path.of(args[0], "pooled"));
        boolean asDescribed = prototype == 0 && pooled > 0;
        if (!asDescribed) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
        }
        System.exit(asDescribed ? 0 : 1);
    }

    static long leftInPlace(String exchangeFactory, Path folder) throws Exception {
        Files.createDirectories(folder);
        for (int i = 0; i < 6; i++) {
            Files.writeString(folder.resolve("file-" + i), "one\ntwo\n");
        }
        AtomicInteger lines = new AtomicInteger();
        Main main = new Main();
        main.configure().withExchangeFactory(exchangeFactory).withShutdownTimeout(5);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=100")
                        .split(body().tokenize("\n"))
                        .process(exchange -> lines.incrementAndGet())
                        .end();
            }
        });
        main.start();
        if (exchangeFactory.equals("prototype")) {
            System.out.println("Camel " + main.getCamelContext().getVersion());
        }
        for (int i = 0; i < 300 && lines.get() < 12; i++) {
            Thread.sleep(100);
        }
        // the end of an exchange comes right behind its last part
        for (int i = 0; i < 50 && count(folder) > 0; i++) {
            Thread.sleep(100);
        }
        long left = count(folder);
        System.out.printf("%s: %d lines of 6 files processed, left in place: %d%n", exchangeFactory, lines.get(), left);
        main.stop();
        return left;
    }

    static long count(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java" "$work"
