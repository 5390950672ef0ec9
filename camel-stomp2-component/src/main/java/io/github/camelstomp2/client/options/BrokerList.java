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
package io.github.camelstomp2.client.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The brokers to try.
 *
 * @param addresses not empty
 * @param randomize whether each round tries them in a new random order, instead of the given one
 */
public record BrokerList(List<BrokerAddress> addresses, boolean randomize) {
    private static final Pattern FAILOVER = Pattern.compile("failover:(?://)?\\(([^)]*)\\)(?:\\?(.*))?");

    public BrokerList {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads the option {@code brokerURL}: one URL, several separated by commas, or ActiveMQ's {@code
     * failover:(a,b)?randomize=true}. Without {@code randomize} the order is kept, also in the failover form.
     *
     * @throws IllegalArgumentException if the text has another form; the message names what is wrong
     */
    public static BrokerList parse(String brokerUrl) {
        BrokerAddress.refuseCredentials(brokerUrl);
        Matcher failover = FAILOVER.matcher(brokerUrl.trim());
        if (!failover.matches()) {
            return new BrokerList(addresses(brokerUrl), false);
        }
        String options = failover.group(2);
        return new BrokerList(addresses(failover.group(1)), options != null && randomize(options));
    }

    private static List<BrokerAddress> addresses(String list) {
        List<BrokerAddress> addresses = new ArrayList<>();
        for (String url : list.split(",", -1)) {
            addresses.add(BrokerAddress.parse(url.trim()));
        }
        return addresses;
    }

    private static boolean randomize(String options) {
        // The other failover options (delays, attempts) have their own names in this component. They are refused, since
        // ignoring them would surprise the user.
        List<String> unknown = Arrays.stream(options.split("&"))
                .filter(option -> !option.matches("randomize=(true|false)"))
                .toList();
        if (!unknown.isEmpty()) {
            String name = unknown.get(0).split("=", 2)[0];
            throw new IllegalArgumentException("brokerURL has the failover option '" + name
                    + "'; only randomize=true and randomize=false are known here, see reconnectDelay and the like");
        }
        return options.contains("randomize=true");
    }

    /** The URLs, separated by commas. */
    @Override
    public String toString() {
        return addresses.stream().map(BrokerAddress::toString).collect(Collectors.joining(","));
    }
}
