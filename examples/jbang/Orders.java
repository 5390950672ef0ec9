// camel run Orders.java application.properties
//DEPS io.github.camelstomp2:camel-stomp2:1.0.0-SNAPSHOT

import org.apache.camel.builder.RouteBuilder;

public class Orders extends RouteBuilder {

    @Override
    public void configure() {
        // Three orders go to a queue, one of them broken.
        from("timer:orders?period=1000&repeatCount=3&includeMetadata=true")
                .routeId("send-orders")
                .setBody(simple("{\"id\": ${exchangeProperty.CamelTimerCounter}, \"item\": \"pencil\"}"))
                .to("stomp2:queue/{{orders.queue}}");

        // The good ones go on to the next queue. What fails is sent to the queue DLQ.<name> by the component, with the
        // reason.
        from("stomp2:queue/{{orders.queue}}")
                .routeId("process-orders")
                .unmarshal()
                .json()
                .filter(simple("${body[id]} == 2"))
                .throwException(IllegalArgumentException.class, "order ${body[id]} is broken")
                .end()
                .log("Order ${body[id]}: ${body[item]}")
                .marshal()
                .json()
                .to("stomp2:queue/{{shipping.queue}}");
    }
}
