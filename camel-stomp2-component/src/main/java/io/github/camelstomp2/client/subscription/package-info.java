/**
 * Internal. Subscriptions, which are made again on each link, and the answers to their messages.
 */
@NullMarked
package io.github.camelstomp2.client.subscription;

import org.jspecify.annotations.NullMarked;
