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
 * Internal.
 *
 * <p>Makes frames from bytes and bytes from frames. The codec is between a Netty channel and the rest of the client.
 *
 * <p>Other packages use two handlers only. {@link io.github.camelstomp2.codec.StompFrameDecoder} makes {@link
 * io.github.camelstomp2.protocol.StompFrame} objects of the bytes from a broker; {@link
 * io.github.camelstomp2.codec.StompFrameEncoder} makes bytes of such objects. Each channel has its own pair, which
 * runs on the channel's event loop. Buffers with reference counts are used only in this package: a frame has plain
 * arrays and Strings, so any thread may use it and nobody has to release it.
 *
 * <p>Reading a frame: {@code HeadParser} cuts the head into lines and remembers the lines of the previous frame, since
 * brokers repeat them. {@code LineReader} reads the contents of a line, {@code HeaderText} makes Strings of octets,
 * {@code BodyReader} collects the body. {@code HeadRules} has the rules of the negotiated version, which it gets from
 * {@link io.github.camelstomp2.protocol.StompVersion}.
 *
 * <p>Writing a frame: {@code HeadWriter} writes and checks the whole head before any octet reaches a buffer, {@code
 * HeaderOctets} makes octets of Strings.
 *
 * <p>Received data is not trusted. {@link io.github.camelstomp2.codec.StompLimits} limits every size while it is being
 * read. Memory grows only with the octets that were really received, and the time is linear in their number, in
 * however many pieces they arrive.
 */
@NullMarked
package io.github.camelstomp2.codec;

import org.jspecify.annotations.NullMarked;
