/**
 * Spring Boot for camel-stomp2: {@code camel.component.stomp2.*} in {@code application.properties} are the options of
 * the component.
 *
 * <p>{@code Stomp2ComponentConfiguration} and the defaults in the configuration metadata are generated from the
 * component's own description of its options; {@code GeneratedConfigurationTest} says how.
 */
@NullMarked
package io.github.camelstomp2.springboot;

import org.jspecify.annotations.NullMarked;
