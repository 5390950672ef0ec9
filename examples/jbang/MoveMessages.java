// camel run MoveMessages.java application.properties --property=from=DLQ.orders --property=to=orders --max-idle-seconds=5
//DEPS io.github.camelstomp2:camel-stomp2:1.0.0-SNAPSHOT

import static org.apache.camel.support.LifecycleStrategySupport.adapt;
import static org.apache.camel.support.LifecycleStrategySupport.onCamelContextStopped;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Moves messages from one queue to another, at most as many as the property "limit" says (1000), one after the other. A
 * message is acknowledged, and with that taken out of the first queue, when the broker has confirmed its copy.
 */
public class MoveMessages extends RouteBuilder {
    private final AtomicInteger moved = new AtomicInteger();

    @Override
    public void configure() {
        int limit = Integer.parseInt(getContext().resolvePropertyPlaceholders("{{limit:1000}}"));
        // Queues of django-stomp hold JSON, and are created by whoever comes first with arguments of their own.
        boolean django = Boolean.parseBoolean(getContext().resolvePropertyPlaceholders("{{djangoStomp:false}}"));
        String options = "?djangoStomp=" + django + "&payload=" + (django ? "bytes" : "auto");

        // What cannot be copied stays where it is, and nothing behind it is touched.
        onException(Exception.class)
                .log("Stopped, since the next message cannot be copied: ${exception.message}")
                .process(this::pause);

        // A queue that is not there is a mistake, and not created. Requests are answered by whoever consumes them then.
        from("stomp2:queue/{{from}}" + options + "&declare=false&deadLetterMode=none&prefetch=1&replyEnabled=false")
                .routeId("move")
                // Some messages of JMS come from ActiveMQ Classic without their body; a copy would have none.
                .filter(body().isEqualTo(""))
                .throwException(IllegalStateException.class, "it has no body here")
                .end()
                .removeHeaders("dead-letter-*")
                .setHeader("reply-to", exchangeProperty("CamelStomp2ReplyTo"))
                .to("stomp2:queue/{{to}}" + options)
                .process(exchange -> {
                    if (moved.incrementAndGet() == limit) {
                        pause(exchange);
                    }
                });
        String queues = getContext().resolvePropertyPlaceholders("{{from}} to {{to}}");
        getContext()
                .addLifecycleStrategy(adapt(onCamelContextStopped(
                        context -> System.out.println(moved + " messages moved from " + queues))));
    }

    /** No further message is begun; with --max-idle-seconds the program ends soon after. */
    private void pause(Exchange exchange) {
        ServiceHelper.suspendService(exchange.getContext().getRoute("move").getConsumer());
    }
}
