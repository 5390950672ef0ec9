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
package io.github.camelstomp2.client.security;

import io.github.camelstomp2.client.options.ProxyOptions;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import java.util.Map;
import java.util.regex.Pattern;

/** The words for a proxy that does not open the way to a broker: its own ones, and what to change. */
final class ProxyRefusal {
    /** Where the proxy's own words begin in those of Netty. */
    private static final String STATUS = "status: ";

    private static final String LOGIN = "; set proxyUsername and proxyPassword to what the proxy knows";
    private static final String RULES = "; its rules have to allow this host and port";
    private static final String NAME = "; look at the host and port in brokerURL, as the proxy sees them";

    /** What Netty makes of an answer that is no HTTP. */
    private static final String NO_HTTP = "; it does not speak HTTP; is it a proxy for HTTP (proxyType)?";

    private static final Map<Pattern, String> ADVICE = Map.of(
            Pattern.compile("407|authStatus|authMethod"), LOGIN,
            Pattern.compile("403|405|FORBIDDEN"), RULES,
            Pattern.compile("50[234]|UNREACHABLE|REFUSED|^Socks5CommandStatus.FAILURE|^FAILURE|TTL"), NAME,
            Pattern.compile("^999 "), NO_HTTP);

    private ProxyRefusal() {}

    /** Continues a sentence whose subject is the proxy. */
    static String words(ProxyOptions proxy, ProxyConnectException refusal) {
        String reason = reason(refusal);
        if (reason.contains("disconnected")) {
            return "closed the connection without an answer; is it a proxy for " + proxy.type() + " (proxyType)?";
        }
        return "refused: " + reason + advice(reason);
    }

    private static String advice(String reason) {
        return ADVICE.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(reason).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** What the proxy said, without what Netty says before it. */
    static String reason(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        int status = text.indexOf(STATUS);
        int comma = text.indexOf(", ", Math.max(text.indexOf(" => "), 0));
        if (status >= 0) {
            return PrintableText.of(text.substring(status + STATUS.length()));
        }
        return PrintableText.of(comma < 0 ? text : text.substring(comma + 2));
    }

    /** What may be a cause: the headers of a proxy's answer are not for logs. */
    static Throwable withoutHeaders(Throwable cause) {
        return cause instanceof HttpProxyConnectException ? new ProxyConnectException(cause.getMessage()) : cause;
    }
}
