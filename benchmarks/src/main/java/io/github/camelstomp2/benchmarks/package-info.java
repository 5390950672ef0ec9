/** What the codec costs, side by side with Netty's own in one run. Ratios count, not the figures of one machine. */
package io.github.camelstomp2.benchmarks;
