import java.io.File;
import org.apache.activemq.apollo.broker.Broker;
import org.apache.activemq.apollo.dto.AcceptingConnectorDTO;
import org.apache.activemq.apollo.dto.BrokerDTO;
import org.apache.activemq.apollo.dto.VirtualHostDTO;
import org.apache.activemq.apollo.stomp.dto.StompDTO;

/** Apollo on a port of the loopback interface, with its messages in memory. */
class Server {
    public static void main(String[] args) throws Exception {
        AcceptingConnectorDTO connector = new AcceptingConnectorDTO();
        connector.id = "stomp";
        connector.bind = "tcp://127.0.0.1:" + args[0];
        connector.protocols.add(new StompDTO());
        VirtualHostDTO host = new VirtualHostDTO();
        host.id = "localhost";
        host.host_names.add("localhost");
        host.host_names.add("127.0.0.1");
        BrokerDTO configuration = new BrokerDTO();
        configuration.virtual_hosts.add(host);
        configuration.connectors.add(connector);
        Broker broker = new Broker();
        broker.setConfig(configuration);
        broker.setTmp(new File("tmp"));
        broker.start(() -> System.out.println("started"));
        Thread.currentThread().join();
    }
}
