/**
 * Internal. Requests, and the queues for their replies.
 */
@NullMarked
package io.github.camelstomp2.client.request;

import org.jspecify.annotations.NullMarked;
