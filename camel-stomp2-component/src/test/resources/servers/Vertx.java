import io.vertx.core.Vertx;
import io.vertx.ext.stomp.Destination;
import io.vertx.ext.stomp.StompServer;
import io.vertx.ext.stomp.StompServerHandler;
import io.vertx.ext.stomp.StompServerOptions;

/** Vert.x STOMP on a port of the loopback interface; names that begin with /queue are queues. */
class Server {
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        StompServerHandler handler = StompServerHandler.create(vertx)
                .destinationFactory((any, name) -> name.startsWith("/queue/")
                        ? Destination.queue(any, name)
                        : Destination.topic(any, name));
        StompServerOptions options =
                new StompServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0]));
        StompServer.create(vertx, options).handler(handler).listen();
    }
}
