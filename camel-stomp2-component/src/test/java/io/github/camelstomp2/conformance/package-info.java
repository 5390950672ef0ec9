/**
 * What the wire must look like: the rules, the vectors (octets and what they mean, in {@code resources/conformance}), and
 * the page {@code docs/conformance.md}, which is written from both.
 */
@NullMarked
package io.github.camelstomp2.conformance;

import org.jspecify.annotations.NullMarked;
