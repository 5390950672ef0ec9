#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Camel 4.17.0: an Error thrown by an expression passes by the error handler, and nobody is told of the end.
#
# Expected: onException(Throwable.class) and the dead letter channel see whatever a step of a route throws. They do for
#           an Error (a missing class, say) out of a processor. The callback and the completions of the exchange are
#           called in any case, once.
# Happens:  an Error out of an expression (setBody, filter, an aggregation strategy) goes straight to the caller of the
#           route. No error handler sees it, the callback is not called, and no completion is.
# Seen:
#   Camel 4.17.0
#   process: onException asked 1, callback 1, completion 1, thrown to the caller: nothing
#   setBody: onException asked 0, callback 0, completion 0, thrown to the caller: NoSuchMethodError
#   filter:  onException asked 0, callback 0, completion 0, thrown to the caller: NoSuchMethodError
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.SynchronizationAdapter;

class Finding {
    static final AtomicInteger asked = new AtomicInteger();

    static Object broken() {
        throw new NoSuchMethodError("as when two jars do not fit together");
    }

    public static void main(String[] args) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Throwable.class).handled(true).process(exchange -> asked.incrementAndGet());
                from("direct:process").process(exchange -> broken());
                from("direct:setBody").setBody(new ExpressionAdapter() {
                    @Override
                    public Object evaluate(Exchange exchange) {
                        return broken();
                    }
                });
                from("direct:filter").filter(exchange -> broken() != null).to("mock:filtered");
            }
        });
        context.start();
        System.out.println("Camel " + context.getVersion());
        String handled = "onException asked 1, callback 1, completion 1, thrown to the caller: nothing";
        String forgotten = "onException asked 0, callback 0, completion 0, thrown to the caller: NoSuchMethodError";
        boolean asDescribed = send(context, "process", 1).equals(handled)
                & send(context, "setBody", 0).equals(forgotten)
                & send(context, "filter", 0).equals(forgotten);
        if (!asDescribed) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
        }
        System.exit(asDescribed ? 0 : 1);
    }

    static String send(DefaultCamelContext context, String route, int callbacks) throws Exception {
        asked.set(0);
        AtomicInteger completions = new AtomicInteger();
        AtomicInteger called = new AtomicInteger();
        CountDownLatch callback = new CountDownLatch(1);
        Endpoint endpoint = context.getEndpoint("direct:" + route);
        Exchange exchange = endpoint.createExchange();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                completions.incrementAndGet();
            }
        });
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        String thrown = "nothing";
        try {
            producer.process(exchange, doneSync -> {
                called.incrementAndGet();
                callback.countDown();
            });
        } catch (Error e) {
            thrown = e.getClass().getSimpleName();
        }
        callback.await(callbacks == 1 ? 20 : 2, TimeUnit.SECONDS);
        String seen = "onException asked " + asked + ", callback " + called + ", completion " + completions
                + ", thrown to the caller: " + thrown;
        System.out.printf("%-8s %s%n", route + ":", seen);
        return seen;
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
