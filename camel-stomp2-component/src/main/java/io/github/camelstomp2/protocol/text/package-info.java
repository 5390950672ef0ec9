/**
 * Internal. The text of header lines on the wire, and text for logs.
 */
@NullMarked
package io.github.camelstomp2.protocol.text;

import org.jspecify.annotations.NullMarked;
