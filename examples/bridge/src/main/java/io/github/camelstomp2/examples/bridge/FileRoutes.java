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
package io.github.camelstomp2.examples.bridge;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A queue to a directory, and a directory to a queue. */
final class FileRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // The message is acknowledged when the file is there: written under another name, forced to the disk, renamed.
        // A
        // message that comes again has the same name and content, so that the file is the same. What cannot be written
        // stays in the queue, and is tried again after a pause that grows.
        from("stomp2:queue/{{bridge.in}}?deadLetterMode=none")
                .routeId("queue-to-files")
                .setHeader(Exchange.FILE_NAME, simple("${header.invoice}.txt"))
                .to("file:{{bridge.directory}}?tempPrefix=.writing-&fileExist=Override&forceWrites=true");

        // The file is moved away when the broker has confirmed the message. If the program dies between the two, the
        // file
        // is sent again, with the same invoice number.
        from("file:{{bridge.directory}}?antInclude=*.txt&move=.sent&delay=100&initialDelay=0&readLock=none")
                .routeId("files-to-queue")
                .setHeader("invoice", simple("${file:name.noext}"))
                .convertBodyTo(String.class)
                .to("stomp2:queue/{{bridge.out}}");
    }
}
