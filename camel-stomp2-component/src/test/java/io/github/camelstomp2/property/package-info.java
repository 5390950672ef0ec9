/**
 * What holds for every frame, whatever it contains: jqwik makes up the frames and shrinks those for which it does not.
 * {@code -Plong}, or {@code -Dstomp2.property.tries=…}, tries more of them.
 */
package io.github.camelstomp2.property;
