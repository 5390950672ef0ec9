// camel run PurgeMessages.java application.properties --property=queue=DLQ.orders --max-idle-seconds=5
//DEPS io.github.camelstomp2:camel-stomp2:1.0.0-SNAPSHOT

import static org.apache.camel.support.LifecycleStrategySupport.adapt;
import static org.apache.camel.support.LifecycleStrategySupport.onCamelContextStopped;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceHelper;

/** Takes messages out of a queue and writes them to the log, at most as many as the property "limit" says (1000). */
public class PurgeMessages extends RouteBuilder {
    private final AtomicInteger purged = new AtomicInteger();

    @Override
    public void configure() {
        int limit = Integer.parseInt(getContext().resolvePropertyPlaceholders("{{limit:1000}}"));

        // A queue that is not there is a mistake, and not created. Nobody gets an answer to what is thrown away.
        from("stomp2:queue/{{queue}}?declare=false&deadLetterMode=none&prefetch=1&replyEnabled=false")
                .routeId("purge")
                .log("${headers} ${body}")
                .process(exchange -> {
                    if (purged.incrementAndGet() == limit) {
                        // No further message is begun; with --max-idle-seconds the program ends soon after.
                        ServiceHelper.suspendService(
                                exchange.getContext().getRoute("purge").getConsumer());
                    }
                });
        String queue = getContext().resolvePropertyPlaceholders("{{queue}}");
        getContext()
                .addLifecycleStrategy(adapt(onCamelContextStopped(
                        context -> System.out.println(purged + " messages taken out of " + queue))));
    }
}
