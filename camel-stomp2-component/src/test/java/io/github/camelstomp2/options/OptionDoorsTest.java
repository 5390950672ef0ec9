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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.Stomp2EndpointConfigurer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each number, duration, word and switch is read in the same way, through whichever door it comes. */
class OptionDoorsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    private enum Door {
        URI {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                return endpoint(context, "stomp2:queue/x?" + option + "=RAW(" + text + ")");
            }
        },
        URI_WITH_HYPHENS {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                return endpoint(
                        context, "stomp2:queue/x?" + StringHelper.camelCaseToDash(option) + "=RAW(" + text + ")");
            }
        },
        URI_IN_CAPITALS {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                return endpoint(context, "stomp2:queue/x?" + option.toUpperCase(Locale.ROOT) + "=RAW(" + text + ")");
            }
        },
        URI_WITH_PLACEHOLDER {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                context.getPropertiesComponent().addInitialProperty("it", text);
                return endpoint(context, "stomp2:queue/x?" + option + "=RAW({{it}})");
            }
        },
        PARAMETERS {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                Stomp2Endpoint endpoint = (Stomp2Endpoint)
                        context.getEndpoint("stomp2:queue/x", new java.util.HashMap<>(Map.of(option, text)));
                return endpoint.getConfiguration();
            }
        },
        YAML {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) throws Exception {
                return load(
                        context,
                        "r.yaml",
                        """
                        - route:
                            from:
                              uri: stomp2:queue/x
                              parameters:
                                %s: "%s"
                              steps:
                                - to: log:x
                        """
                                .formatted(option, text));
            }
        },
        COMPONENT {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
                // As camel-main does.
                PropertyBindingSupport.build()
                        .withConfigurer(component.getComponentPropertyConfigurer())
                        .withMandatory(true)
                        .withIgnoreCase(true)
                        .bind(context, component, StringHelper.camelCaseToDash(option), text);
                return component.getConfiguration();
            }
        },
        CONFIGURATION_OF_COMPONENT {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
                bind(context, component, "configuration." + option, text);
                return component.getConfiguration();
            }
        },
        BEAN {
            @Override
            Stomp2Configuration write(DefaultCamelContext context, String option, String text) {
                Stomp2Configuration bean = new Stomp2Configuration();
                bind(context, bean, option, text);
                return bean;
            }
        };

        abstract Stomp2Configuration write(DefaultCamelContext context, String option, String text) throws Exception;

        private static Stomp2Configuration endpoint(DefaultCamelContext context, String uri) {
            return context.getEndpoint(uri, Stomp2Endpoint.class).getConfiguration();
        }

        private static void bind(DefaultCamelContext context, Object target, String name, String text) {
            PropertyBindingSupport.build()
                    .withMandatory(true)
                    .withIgnoreCase(true)
                    .bind(context, target, name, text);
        }

        /** Endpoints are made when the routes are. */
        private static Stomp2Configuration load(DefaultCamelContext context, String name, String route)
                throws Exception {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, route));
            context.setAutoStartup(false);
            context.start();
            return ((Stomp2Endpoint) context.getRoutes().get(0).getEndpoint()).getConfiguration();
        }
    }

    /** Each option whose text is checked, with texts that Camel misreads, and what the refusal says. */
    private static Stream<Arguments> malformed() {
        PropertyConfigurerGetter types = new Stomp2EndpointConfigurer();
        return Arrays.stream(Stomp2Configuration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .flatMap(field -> malformed(field.getName(), types.getOptionType(field.getName(), true)));
    }

    private static Stream<Arguments> malformed(String option, Class<?> type) {
        if (type == long.class) {
            return refused(option, "a duration", "10x", "10,000", "1.5s", "10 s", "", " ", "ten", "PT10X", "P");
        } else if (type == int.class || type == Integer.class) {
            return refused(option, "a whole number", "10x", "10,000", "10s", "1.5", "", " ", "4294967297", "0x10");
        } else if (type == double.class) {
            return refused(option, "a number", "2,5", "", "two");
        } else if (type == boolean.class) {
            return refused(option, "true or false", "yes", "1", "", "tru");
        } else if (type.isEnum()) {
            return refused(
                    option,
                    "allowed are " + type.getEnumConstants()[0].toString().toLowerCase(Locale.ROOT),
                    "foo",
                    "");
        }
        return Stream.empty();
    }

    private static Stream<Arguments> refused(String option, String allowed, String... texts) {
        return Stream.of(Arguments.of(option, allowed, texts));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatCamelWouldMisreadIsRefusedByTheNameOfTheOption(String option, String allowed, String[] texts) {
        for (String text : texts) {
            for (Door door : new Door[] {Door.PARAMETERS, Door.COMPONENT, Door.BEAN}) {
                assertThatThrownBy(() -> door.write(context, option, text))
                        .as("%s %s=%s", door, option, text)
                        .hasStackTraceContaining(option + "=" + text + " is not allowed; ")
                        .hasStackTraceContaining(allowed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noDoorTakesAMalformedDuration(Door door) {
        assertThatThrownBy(() -> door.write(context, "incomingHeartbeat", "10x"))
                .hasStackTraceContaining(
                        "=10x is not allowed; it must be a duration: milliseconds, or for example 30s");
    }

    @ParameterizedTest
    @EnumSource
    void noDoorTakesAMalformedNumber(Door door) {
        assertThatThrownBy(() -> door.write(context, "prefetch", "10,000"))
                .hasStackTraceContaining("=10,000 is not allowed; it must be a whole number");
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceAroundANumberIsNoPartOfIt(Door door) throws Exception {
        assertThat(door.write(context, "prefetch", "10 ").getPrefetch()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceAroundADurationIsNoPartOfIt(Door door) throws Exception {
        assertThat(door.write(context, "incomingHeartbeat", " 7s ").getIncomingHeartbeat())
                .isEqualTo(7_000);
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceAroundAWordIsNoPartOfIt(Door door) throws Exception {
        assertThat(door.write(context, "deadLetterMode", "none ").getDeadLetterMode())
                .isEqualTo(DeadLetterMode.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceAroundASwitchIsNoPartOfIt(Door door) throws Exception {
        assertThat(door.write(context, "confirm", "false ").isConfirm()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDurationWithoutAUnitIsMilliseconds(Door door) throws Exception {
        assertThat(door.write(context, "incomingHeartbeat", "1500").getIncomingHeartbeat())
                .isEqualTo(1_500);
    }

    @ParameterizedTest
    @EnumSource
    void durationsOfSeveralUnitsAreAddedUp(Door door) throws Exception {
        assertThat(door.write(context, "incomingHeartbeat", "1h30m").getIncomingHeartbeat())
                .isEqualTo(5_400_000);
    }

    @ParameterizedTest
    @EnumSource
    void durationsMayBeIso8601(Door door) throws Exception {
        assertThat(door.write(context, "incomingHeartbeat", "PT10S").getIncomingHeartbeat())
                .isEqualTo(10_000);
    }

    @Test
    void aDurationOfMoreThanAHundredYearsIsRefused() {
        for (String text : new String[] {
            "10000000000s", "99999999999999999s", "999999999999999999d", "36501d", "999999999999999999", "PT9999999999H"
        }) {
            assertThatThrownBy(() -> Door.COMPONENT.write(context, "confirmTimeout", text))
                    .hasStackTraceContaining("confirmTimeout=" + text + " is not allowed; it must be at most 36500d");
        }
        Stomp2Configuration c = new Stomp2Configuration();
        c.setTimeToLive(Long.MAX_VALUE);
        assertThatThrownBy(() -> ConfigurationCheck.check(c))
                .hasMessageContaining("timeToLive")
                .hasMessageContaining("at most 36500d");
    }

    @Test
    void anOptionInTwoSpellingsIsRefused() {
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?sendAttempts=5&send-attempts=7"))
                .hasStackTraceContaining("sendAttempts")
                .hasStackTraceContaining("send-attempts")
                .hasStackTraceContaining("the same option, written more than once; write it once");
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?prefetch=5&prefetch=7"))
                .hasStackTraceContaining("prefetch is the same option, written more than once; write it once");
    }

    @Test
    void beansInTheRegistryAreStillFound() {
        context.getRegistry().bind("seven", 7);
        context.getRegistry().bind("mode", DeadLetterMode.NONE);
        Stomp2Configuration c = context.getEndpoint(
                        "stomp2:queue/x?prefetch=#seven&deadLetterMode=#bean:mode", Stomp2Endpoint.class)
                .getConfiguration();
        assertThat(c.getPrefetch()).isEqualTo(7);
        assertThat(c.getDeadLetterMode()).isEqualTo(DeadLetterMode.NONE);
    }
}
