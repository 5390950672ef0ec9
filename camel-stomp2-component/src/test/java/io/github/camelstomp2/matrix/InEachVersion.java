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
package io.github.camelstomp2.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The versions of STOMP as the parameter of a parameterized class or test.
 *
 * <p>Of a class, the tests that {@linkplain Shows show}, {@linkplain io.github.camelstomp2.conformance.Holds hold} or
 * {@linkplain DiffersByVersion differ} run in each version, the others in 1.2; a test with this annotation of its own runs
 * in 1.2. With the profile {@code all} everything runs in each version, with {@code -Dstomp2.test.version=1.0} in that one.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(VersionSelection.class)
@ExtendWith(VersionSelection.class)
public @interface InEachVersion {}
