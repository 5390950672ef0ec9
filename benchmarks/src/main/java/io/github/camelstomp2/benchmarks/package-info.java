/**
 * What the codec costs, side by side with those of Netty, Vert.x, Spring and stompjms in one run. Ratios count, not the
 * figures of one machine.
 */
package io.github.camelstomp2.benchmarks;
