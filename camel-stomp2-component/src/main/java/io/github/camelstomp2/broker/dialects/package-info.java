/**
 * Internal. The dialects, one for each kind of broker, and the choice of the dialect for a broker.
 */
@NullMarked
package io.github.camelstomp2.broker.dialects;

import org.jspecify.annotations.NullMarked;
