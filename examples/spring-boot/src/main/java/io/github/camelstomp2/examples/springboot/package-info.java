/** A Spring Boot application that takes orders from a queue and sets aside the ones it cannot accept. */
@NullMarked
package io.github.camelstomp2.examples.springboot;

import org.jspecify.annotations.NullMarked;
