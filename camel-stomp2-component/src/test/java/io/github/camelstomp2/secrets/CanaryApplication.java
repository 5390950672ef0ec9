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
package io.github.camelstomp2.secrets;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.SocksProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.Main;
import org.slf4j.LoggerFactory;

/**
 * An application of camel-main, with one route and all that shows what an application does: log, message history, JMX, developer
 * consoles. Keeps everything that it shows.
 */
final class CanaryApplication implements AutoCloseable {
    /** Those that show configuration or messages; the rest dump the heap, collect garbage and the like. */
    private static final List<String> CONSOLES = List.of(
            "activity",
            "bean",
            "browse",
            "consumer",
            "context",
            "endpoint",
            "event",
            "health",
            "inflight",
            "message-history",
            "processor",
            "producer",
            "properties",
            "route",
            "route-controller",
            "route-structure",
            "service",
            "startup-recorder",
            "top",
            "trace",
            "variables");

    private final ScriptedBroker broker = ScriptedBroker.start();
    private volatile boolean repeating;
    private final AutoResponder responder = broker.respondAutomatically("1.2", (frame, connection) -> {
        if (frame.command().equals("CONNECT") && repeating) {
            connection.send(ServerFrame.of("ERROR")
                    .header("message", "not accepted: " + frame.headers())
                    .body(frame.headers().toString()));
            connection.close();
            return true;
        }
        if (frame.command().equals("SUBSCRIBE")) {
            connection.send(ServerFrame.of("MESSAGE")
                    .header("destination", frame.header("destination"))
                    .header("subscription", frame.header("id"))
                    .header("message-id", "m-1")
                    .header("ack", "a-1")
                    .body("hello"));
        }
        return false;
    });
    private final SocksProxy proxy;
    private final Main main = new Main();
    private final Path properties;
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, Level> levels = new HashMap<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy failure = event.getThrowableProxy();
            shown.add("log of " + event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
        }
    };

    /**
     * @param options of all endpoints; {@code name=value}
     * @param properties of the application; {@code name=value}
     */
    CanaryApplication(List<String> options, List<String> properties) throws IOException {
        // At DEBUG Camel itself shows properties and routes as they were written.
        this(options, properties, Level.INFO, null, null);
    }

    /**
     * @param camel the level of all logs but the component's, which is at TRACE
     * @param token what a bean called {@code tokens} supplies as password; {@code null}: there is no bean
     * @param proxyPassword of the proxy between client and broker; {@code null}: there is none
     */
    CanaryApplication(List<String> options, List<String> properties, Level camel, String token, String proxyPassword)
            throws IOException {
        listen(org.slf4j.Logger.ROOT_LOGGER_NAME, camel);
        listen("org.apache.camel", camel);
        listen("io.github.camelstomp2", Level.TRACE);
        main.bind("events", new ShownEvents(this::show));
        if (token != null) {
            main.bind("tokens", (Stomp2Credentials) url -> new Stomp2Credentials.Login("service", token));
        }
        proxy = proxyPassword == null
                ? null
                : SocksProxy.to(Map.of(broker.host(), broker.port()), "proxy-user", proxyPassword);
        // From a file: what is set by code Camel's log at start does not show.
        this.properties =
                Files.write(Files.createTempFile("canary", ".properties"), withProxy(properties, proxyPassword));
        main.setPropertyPlaceholderLocations("file:" + this.properties);
        main.addInitialProperty("camel.component.stomp2.broker-url", "tcp://" + broker.host() + ":" + broker.port());
        main.configure().withMessageHistory(true).withDevConsoleEnabled(true).withShutdownTimeout(1);
        String uri = "stomp2:queue/%s?" + String.join("&", options);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri.formatted("in")).routeId("in").to(uri.formatted("out")).process(exchange -> {
                    throw new IllegalStateException("broken");
                });
                from("direct:in").routeId("direct").to(uri.formatted("asked") + "&confirmTimeout=100");
            }
        });
    }

    private List<String> withProxy(List<String> properties, String password) {
        List<String> all = new ArrayList<>(properties);
        if (proxy != null) {
            all.add("camel.component.stomp2.proxy-host=127.0.0.1");
            all.add("camel.component.stomp2.proxy-type=SOCKS5");
            all.add("camel.component.stomp2.proxy-port=" + proxy.port());
            all.add("camel.component.stomp2.proxy-username=proxy-user");
            all.add("camel.component.stomp2.proxy-password=" + password);
        }
        return all;
    }

    private void listen(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        levels.put(logger, logger.getLevel());
        logger.setLevel(level);
        if (!appender.isStarted()) {
            appender.start();
            root.addAppender(appender);
        }
    }

    /** From now on the broker refuses each login, and repeats it in its answer. */
    void repeatLogins() {
        repeating = true;
        responder.connections().forEach(AutoResponder.Connection::reset);
    }

    /** What was shown so far. */
    List<String> shown() {
        return new ArrayList<>(shown);
    }

    /** Consumes a message that fails, fails to send another, then lets Camel tell all it knows. */
    List<String> run() throws Exception {
        return run(true);
    }

    /** @param connects whether the broker is reached, else nothing is consumed */
    List<String> run(boolean connects) throws Exception {
        start(connects);
        CamelContext context = main.getCamelContext();
        showObjects(context);
        showMBeans();
        showConsoles(context);
        showFailures(context);
        Thread.getAllStackTraces().keySet().forEach(thread -> show("thread", thread.getName()));
        return new ArrayList<>(shown);
    }

    /** @param connects whether the broker is reached, and the message consumed */
    void start(boolean connects) throws Exception {
        main.init();
        main.getCamelContext().getCamelContextExtension().setName("canary");
        main.getCamelContext().setBacklogTracing(true);
        main.start();
        await().until(() -> !connects || responder.frames("ACK") > 0);
    }

    /** Waits until something was shown there that contains these words. */
    void awaitShown(String where, String words) {
        await().until(() -> shown.stream().anyMatch(text -> text.startsWith(where) && text.contains(words)));
    }

    private void showObjects(CamelContext context) {
        for (Endpoint endpoint : context.getEndpoints()) {
            show("toString of an endpoint", endpoint);
        }
        for (Route route : context.getRoutes()) {
            show("toString of a route", route);
            show("toString of a consumer", route.getConsumer());
            route.getServices().forEach(service -> show("toString of a service", service));
        }
    }

    private void showMBeans() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            show("name of an MBean", name);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    show(
                            "attribute " + attribute.getName() + " of " + name.getKeyProperty("type"),
                            value(server, name, attribute));
                }
            }
        }
    }

    private static Object value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            Object value = server.getAttribute(name, attribute.getName());
            return value instanceof Object[] values ? Arrays.deepToString(values) : value;
        } catch (Exception e) {
            return trace(e);
        }
    }

    private void showConsoles(CamelContext context) {
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        for (String id : CONSOLES) {
            DevConsole console = consoles.resolveById(id);
            if (console != null) {
                show("console " + id, console.call(DevConsole.MediaType.TEXT));
                show("console " + id + " in JSON", console.call(DevConsole.MediaType.JSON));
            }
        }
    }

    private void showFailures(CamelContext context) {
        String written = context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .filter(uri -> uri.contains("asked"))
                .findFirst()
                .orElseThrow();
        for (String wrong : List.of("prefetch=0", "ackMode=foo", "unknown=1")) {
            show("refusal of " + wrong, trace(catchThrowable(() -> context.getEndpoint(written + "&" + wrong))));
        }
        broker.close();
        ProducerTemplate template = context.createProducerTemplate();
        show("failure of a send", trace(catchThrowable(() -> template.sendBody("direct:in", "hello"))));
    }

    private void show(String where, Object text) {
        shown.add(where + ": " + text);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        root.detachAppender(appender);
        levels.forEach(Logger::setLevel);
        broker.close();
        if (proxy != null) {
            proxy.close();
        }
        main.stop();
        Files.delete(properties);
    }
}
