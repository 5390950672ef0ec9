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
package io.github.camelstomp2;

import java.net.URI;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.SendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * Lets {@code toD("stomp2:queue/${header.region}?…")} use one endpoint for all destinations: a new destination costs
 * one SEND, and not an endpoint, a producer and a connection.
 */
@SendDynamic("stomp2")
public class Stomp2SendDynamicAware extends ServiceSupport implements SendDynamicAware {
    private static final String STATIC_DESTINATION = "dynamic";

    private String scheme;
    private CamelContext camelContext;

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        Map<String, Object> options = URISupport.parseQuery(query(uri));
        return new DynamicAwareEntry(uri, originalUri, options, null);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        String query = query(entry.getUri());
        return scheme + ":" + STATIC_DESTINATION + (query.isEmpty() ? "" : "?" + query);
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        String destination = destination(entry.getUri());
        // A destination that the route has set itself has priority over the URI.
        if (exchange.getMessage().getHeader(Stomp2Constants.OVERRIDE_DESTINATION) != null) {
            return null;
        }
        return on -> on.getMessage().setHeader(Stomp2Constants.OVERRIDE_DESTINATION, destination);
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return on -> on.getMessage().removeHeader(Stomp2Constants.OVERRIDE_DESTINATION);
    }

    private static String query(String uri) {
        int mark = uri.indexOf('?');
        return mark < 0 ? "" : uri.substring(mark + 1);
    }

    private static String destination(String uri) throws Exception {
        int mark = uri.indexOf('?');
        String path = decoded(mark < 0 ? uri : uri.substring(0, mark));
        String destination = path.substring(path.indexOf(':') + 1);
        return destination.startsWith("//") ? destination.substring(2) : destination;
    }

    /** Decodes as {@code to} does: Camel decodes a URI when it looks for the endpoint, and again when it makes one. */
    private static String decoded(String path) throws Exception {
        if (path.indexOf('%') < 0) {
            return path;
        }
        URI normalized = new URI(UnsafeUriCharactersEncoder.encode(URISupport.normalizeUri(path)));
        return normalized.getScheme() + ":" + normalized.getSchemeSpecificPart();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
