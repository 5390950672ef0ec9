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
package io.github.camelstomp2.protocol;

/**
 * A MESSAGE that is larger than a limit. It was read to its end, so that the connection can go on. Its body was not
 * kept; of its headers only those were kept that identify it and are needed to acknowledge it.
 *
 * @param headers some of its headers, each name once; never all of them
 * @param limit the exceeded limit: {@code maxFrameSize}, {@code maxHeaders}, {@code maxHeaderLength} or {@code
 *     maxHeadSize}
 * @param reason what is too large, as a log shows it; without any content of the message
 */
public record SkippedMessage(StompHeaders headers, String limit, String reason) {

    /** The message as a frame: the headers that were kept, and no body. */
    public StompFrame frame() {
        return new StompFrame(StompCommand.MESSAGE, headers);
    }
}
