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
package io.github.camelstomp2.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Evaluates expressions on a RabbitMQ node through a hidden Erlang node that keeps running. That takes milliseconds,
 * where {@code rabbitmqctl eval} takes a second. Ends with its standard input.
 */
final class ErlangControl implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /**
     * Reads one expression per line, lets the node evaluate it, and prints {@code ok VALUE} or {@code failed REASON}.
     */
    private static final String LOOP =
            """
            Node = '%s',
            Serve = fun Again() ->
                case io:get_line("") of
                    eof -> halt(0);
                    Line ->
                        Answer = try
                            {ok, Tokens, _} = erl_scan:string(Line),
                            {ok, Expressions} = erl_parse:parse_exprs(Tokens),
                            case rpc:call(Node, erl_eval, exprs, [Expressions, []], 15000) of
                                {badrpc, Why} -> {"failed", Why};
                                {value, Value, _} -> {"ok", Value}
                            end
                        catch Class:Reason -> {"failed", {Class, Reason}}
                        end,
                        io:format("~s ~0tp~n", [element(1, Answer), element(2, Answer)]),
                        Again()
                end
            end,
            Serve().
            """;

    private final Process process;
    private final LineChannel channel;

    ErlangControl(RabbitMqHome files) {
        String name = "control" + ProcessHandle.current().pid() + "-" + files.nodeName();
        ProcessBuilder builder = new ProcessBuilder(
                "erl",
                "-noshell",
                "-hidden",
                "-sname",
                name,
                "-kernel",
                "inet_dist_use_interface",
                "{127,0,0,1}",
                "-eval",
                LOOP.formatted(files.nodeName()));
        builder.environment().putAll(files.environment());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start erl", e);
        }
        ProcessGuard.instance().watch(process.toHandle());
        channel = new LineChannel("the control node", process);
    }

    /** @throws IllegalStateException if the node is down or the expression fails */
    String eval(String expression) {
        String answer = channel.ask(expression.replace('\n', ' '), TIMEOUT);
        if (!answer.startsWith("ok ")) {
            throw new IllegalStateException("RabbitMQ answers to '" + expression + "': " + answer);
        }
        return answer.substring("ok ".length());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
