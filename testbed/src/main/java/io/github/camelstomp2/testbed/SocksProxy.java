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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A SOCKS5 proxy on the loopback address, written from RFC 1928 and RFC 1929: the command CONNECT, with or without user name
 * and password. It resolves names by a table of its own. Its threads are daemons.
 */
public final class SocksProxy implements AutoCloseable {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int NO_METHOD = 0xff;

    /** What it answers instead of a way to the broker, in the numbers of RFC 1928, 6. */
    public enum Reply {
        SUCCEEDED,
        FAILURE,
        NOT_ALLOWED,
        NETWORK_UNREACHABLE,
        HOST_UNREACHABLE,
        CONNECTION_REFUSED
    }

    private final ServerSocket listener;
    private final Map<String, Integer> brokers;
    private final String login;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Reply reply = Reply.SUCCEEDED;
    private volatile boolean silent;

    private SocksProxy(Map<String, Integer> brokers, String login) {
        this.brokers = brokers;
        this.login = login;
        try {
            listener = FreePorts.listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::acceptAll);
    }

    /**
     * A proxy that lets everybody in.
     *
     * @param brokers names that it knows, with the port of the loopback address that is behind them
     */
    public static SocksProxy to(Map<String, Integer> brokers) {
        return new SocksProxy(brokers, null);
    }

    /** As {@link #to}, for who has this user name and password only. */
    public static SocksProxy to(Map<String, Integer> brokers, String username, String password) {
        return new SocksProxy(brokers, username + ":" + password);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on it answers this. */
    public void reply(Reply wanted) {
        reply = wanted;
    }

    /** From now on it accepts connections and says nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** The names and addresses that clients asked it for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        ScriptedBroker.closeQuietly(listener);
        sockets.forEach(ScriptedBroker::closeQuietly);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "testbed-socks");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                if (!silent) {
                    thread(() -> serve(client));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            if (agree(in, out)) {
                connect(client, in, out);
            } else {
                client.close();
            }
        } catch (IOException e) {
            ScriptedBroker.closeQuietly(client);
        }
    }

    private boolean agree(DataInputStream in, OutputStream out) throws IOException {
        in.readUnsignedByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int wanted = login == null ? NO_LOGIN : LOGIN;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        out.write(new byte[] {VERSION, (byte) (offered ? wanted : NO_METHOD)});
        if (!offered || login == null) {
            return offered;
        }
        in.readUnsignedByte();
        String username = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        String password = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean right = login.equals(username + ":" + password);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private void connect(Socket client, DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(3);
        String host = host(in, in.readUnsignedByte());
        int port = in.readUnsignedShort();
        asked.add(host + ":" + port);
        Integer behind = brokers.get(host);
        int code = behind == null && reply == Reply.SUCCEEDED ? Reply.HOST_UNREACHABLE.ordinal() : reply.ordinal();
        out.write(new byte[] {VERSION, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
        if (code != 0) {
            client.close();
            return;
        }
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), behind);
        sockets.add(broker);
        thread(() -> pass(broker, client));
        pass(client, broker);
    }

    private static String host(DataInputStream in, int type) throws IOException {
        return switch (type) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            default -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        };
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two is gone
        } finally {
            ScriptedBroker.closeQuietly(from);
            ScriptedBroker.closeQuietly(to);
        }
    }
}
