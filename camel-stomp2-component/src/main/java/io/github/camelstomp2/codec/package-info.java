/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * Bytes to frames and back: what stands between a Netty channel and the rest of the client.
 *
 * <p>Two handlers are all that others use. {@link io.github.camelstomp2.codec.StompFrameDecoder} turns what a broker
 * sends into {@link io.github.camelstomp2.protocol.StompFrame} objects; {@link
 * io.github.camelstomp2.codec.StompFrameEncoder} turns such objects into bytes. Each channel has its own pair, and both
 * live on that channel's event loop. Buffers with reference counts end here: a frame owns plain arrays and Strings, so
 * it can be handed to any thread and needs no release.
 *
 * <p>How a frame is read: {@code HeadParser} cuts the head into lines and remembers the lines of the frame before,
 * since brokers repeat themselves; {@code HeaderText} turns octets into Strings; {@code BodyReader} collects the body.
 * {@code HeadRules} answers what the negotiated version says about any of it, by asking {@link
 * io.github.camelstomp2.protocol.StompVersion}. How a frame is written: {@code HeadWriter} collects and checks the whole
 * head before a single octet reaches a buffer.
 *
 * <p>Nothing that comes in is trusted: every size is bounded by {@link io.github.camelstomp2.codec.StompLimits} while it
 * is being read, memory follows what was really received, and the time spent is linear in it, however it drips in.
 */
@NullMarked
package io.github.camelstomp2.codec;

import org.jspecify.annotations.NullMarked;
