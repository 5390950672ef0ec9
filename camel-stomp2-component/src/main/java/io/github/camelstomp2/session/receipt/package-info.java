/**
 * Internal. The receipts that a session waits for.
 */
@NullMarked
package io.github.camelstomp2.session.receipt;

import org.jspecify.annotations.NullMarked;
