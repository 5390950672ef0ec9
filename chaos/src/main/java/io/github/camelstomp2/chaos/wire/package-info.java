/**
 * A proxy between client and broker that understands frames: it records them, and on demand does to them what a wrong
 * client, or a network that loses receipts, would do.
 */
package io.github.camelstomp2.chaos.wire;
