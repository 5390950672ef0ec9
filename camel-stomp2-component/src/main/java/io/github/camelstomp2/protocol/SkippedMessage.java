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
 * A MESSAGE over a limit of reading. Its end was read, so that the connection goes on; its content was not kept, and of
 * its headers only those that say what it is and how it is answered.
 *
 * @param headers some of its headers, each name once; never all of them
 * @param limit which limit it is over: {@code maxFrameSize}, {@code maxHeaders}, {@code maxHeaderLength} or {@code
 *     maxHeadSize}
 * @param reason what is over the limit, as a log shows it; without any content
 */
public record SkippedMessage(StompHeaders headers, String limit, String reason) {

    /** As a frame with what there is of it, and no body. */
    public StompFrame frame() {
        return new StompFrame(StompCommand.MESSAGE, headers);
    }
}
