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
package io.github.camelstomp2.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written between two flushes. */
class EncoderBatchTest {
    private final EmbeddedChannel channel = channel();

    @AfterEach
    void nothingIsLeft() {
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void framesBetweenTwoFlushesAreOneBuffer() {
        List<ChannelFuture> futures = List.of(write(ack("1")), write(ack("2")), write(ack("3")));
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(futures).noneMatch(ChannelFuture::isDone);

        channel.flushOutbound();

        assertThat(buffers()).containsExactly("ACK\nid:1\n\n^@ACK\nid:2\n\n^@ACK\nid:3\n\n^@");
        assertThat(futures).allMatch(ChannelFuture::isSuccess);
    }

    @Test
    void framesWithoutAPromiseGoWithTheOthers() {
        StompFrameEncoder encoder = channel.pipeline().get(StompFrameEncoder.class);
        encoder.write(ack("1"));
        ChannelFuture second = write(ack("2"));
        encoder.write(ack("3"));
        assertThatThrownBy(() -> encoder.write(ack("\0"))).isInstanceOf(StompInvalidFrameException.class);
        channel.flushOutbound();

        assertThat(buffers()).containsExactly("ACK\nid:1\n\n^@ACK\nid:2\n\n^@ACK\nid:3\n\n^@");
        assertThat(second.isSuccess()).isTrue();
        channel.close();
        encoder.write(ack("4"));
    }

    @Test
    void aFlushWithoutFramesWritesNothing() {
        channel.flushOutbound();
        write(ack("1"));
        channel.flushOutbound();
        channel.flushOutbound();

        assertThat(buffers()).hasSize(1);
    }

    @Test
    void aFullBufferGoesOutAndTheNextBegins() {
        String value = "x".repeat(6_000);
        for (int i = 0; i < 5; i++) {
            write(ack(value));
        }
        channel.flushOutbound();

        assertThat(buffers())
                .extracting(buffer -> buffer.split("ACK").length - 1)
                .containsExactly(2, 2, 1);
    }

    @Test
    void aLargeFrameHasABufferOfItsOwn() {
        write(ack("1"));
        write(send(new byte[100_000]));
        write(ack("2"));
        channel.flushOutbound();

        List<String> buffers = buffers();
        assertThat(buffers).hasSize(3);
        assertThat(buffers.get(0)).isEqualTo("ACK\nid:1\n\n^@");
        assertThat(buffers.get(1)).startsWith("SEND");
        assertThat(buffers.get(2)).isEqualTo("ACK\nid:2\n\n^@");
    }

    @Test
    void whateverElseIsWrittenKeepsItsPlace() {
        write(ack("1"));
        channel.writeOneOutbound(Unpooled.wrappedBuffer(new byte[] {'\n'}));
        write(ack("2"));
        channel.flushOutbound();

        assertThat(buffers()).containsExactly("ACK\nid:1\n\n^@", "\n", "ACK\nid:2\n\n^@");
    }

    @Test
    void aFrameThatCannotBeWrittenFailsAtOnceAndAlone() {
        ChannelFuture before = write(ack("1"));
        ChannelFuture broken = write(ack("\0"));
        ChannelFuture after = write(ack("2"));

        assertThat(broken.cause()).isInstanceOf(StompInvalidFrameException.class);
        channel.flushOutbound();

        assertThat(buffers()).containsExactly("ACK\nid:1\n\n^@ACK\nid:2\n\n^@");
        assertThat(before.isSuccess()).isTrue();
        assertThat(after.isSuccess()).isTrue();
    }

    @Test
    void aFrameThatWasCancelledBeforeIsNotWrittenAndTakesNoOtherAlong() {
        ChannelPromise cancelled = channel.newPromise();
        cancelled.cancel(false);
        channel.write(ack("1"), cancelled);
        ChannelPromise late = channel.newPromise();
        channel.write(ack("2"), late);
        ChannelFuture other = write(ack("3"));
        assertThat(late.cancel(false)).isFalse();

        channel.flushOutbound();

        assertThat(buffers()).containsExactly("ACK\nid:2\n\n^@ACK\nid:3\n\n^@");
        assertThat(late.isSuccess()).isTrue();
        assertThat(other.isSuccess()).isTrue();
    }

    @Test
    void promisesMayBeVoid() {
        channel.write(ack("1"), channel.voidPromise());
        channel.write(ack("2"), channel.voidPromise());
        ChannelFuture last = write(ack("3"));
        channel.flushOutbound();

        assertThat(buffers()).hasSize(1);
        assertThat(last.isSuccess()).isTrue();
    }

    @Test
    void whatWasNotFlushedFailsWhenTheChannelIsClosed() {
        List<ChannelFuture> futures = List.of(write(ack("1")), write(ack("2")));

        channel.close();

        assertThat(futures).allMatch(future -> future.cause() instanceof ClosedChannelException);
        assertThat(buffers()).isEmpty();
    }

    @Test
    void whatWasNotFlushedFailsWhenTheEncoderIsRemoved() {
        ChannelFuture future = write(ack("1"));

        channel.pipeline().remove(StompFrameEncoder.class);

        assertThat(future.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void allFramesFailWhenTheirBufferCannotBeWritten() {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
                ((ByteBuf) msg).release();
                promise.setFailure(new IOException("broken pipe"));
            }
        });
        List<ChannelFuture> futures = List.of(write(ack("1")), write(ack("2")));

        channel.flush();

        assertThat(futures).allSatisfy(future -> assertThat(future.cause()).hasMessage("broken pipe"));
    }

    private static EmbeddedChannel channel() {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(StompVersion.V1_2);
        return new EmbeddedChannel(encoder);
    }

    private ChannelFuture write(StompFrame frame) {
        return channel.write(frame);
    }

    private List<String> buffers() {
        List<String> buffers = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            byte[] octets = new byte[out.readableBytes()];
            out.readBytes(octets).release();
            buffers.add(Octets.show(octets));
        }
        return buffers;
    }

    private static StompFrame ack(String id) {
        return new StompFrame(StompCommand.ACK, StompHeaders.of("id", id));
    }

    private static StompFrame send(byte[] body) {
        return new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "d"), body);
    }
}
