package dev.lockstep.network;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hubs and clients on several machines: {@code ada} is in two networks, {@code bob} in the first, {@code cleo} in the second.
 */
@Timeout(120)
class SeveralMachinesTest {

    private Lan lan;
    private String bobsPort;
    private String adasPort;

    @BeforeEach
    void build() {
        lan = Lan.make();
        lan.addSwitch("first");
        lan.addSwitch("second");
        lan.addMachine("ada");
        lan.addMachine("bob");
        lan.addMachine("cleo");
        adasPort = lan.plug("ada", "e1", "first", "10.71.1.1/24");
        lan.plug("ada", "e2", "second", "10.71.2.1/24");
        bobsPort = lan.plug("bob", "e1", "first", "10.71.1.2/24");
        lan.plug("cleo", "e1", "second", "10.71.2.3/24");
    }

    @AfterEach
    void tearDown() {
        if (lan != null) {
            lan.close();
        }
    }

    @Test
    @DisplayName(
            "a hub in two networks is found in both, each way, though a VPN swallows all that goes to nobody in particular")
    void twoNetworks() throws InterruptedException {
        lan.on("ada", "tuntap", "add", "dev", "tun0", "mode", "tun");
        lan.on("ada", "address", "add", "10.99.0.1/24", "dev", "tun0");
        lan.on("ada", "link", "set", "tun0", "up");
        lan.on("ada", "route", "add", "default", "dev", "tun0");
        lan.on("ada", "route", "add", "224.0.0.0/4", "dev", "tun0");
        lan.start("ada", "host", "Ada").next(line -> line.startsWith("shared"));

        Machine bob = lan.start("bob", "find");
        Machine cleo = lan.start("cleo", "find");

        assertThat(bob.next(line -> Stream.of("LOCAL_GROUP", "SITE_GROUP", "BROADCAST", "IPV6_GROUP")
                        .allMatch(line::contains)))
                .contains("name=Ada", "wss://10.71.1.1:7171/live");
        assertThat(cleo.next(line -> line.contains("IPV6_GROUP") && line.contains("SITE_GROUP")))
                .contains("machine=Ada-pc", "wss://10.71.2.1:7171/live")
                .doesNotContain("10.71.1.1");
    }

    @Test
    @DisplayName(
            "who knows the token comes in from another machine, over TLS only, and comes back after a cut of the cable")
    void join() throws InterruptedException {
        lan.start("ada", "host", "Ada").next(line -> line.startsWith("shared"));
        assertThat(lan.start("bob", "plain", "10.71.1.1").next(line -> true)).contains("426");
        assertThat(lan.start("cleo", "join", "ws://10.71.2.1:7171/live", "a wrong secret")
                        .next(line -> line.startsWith("CLOSED")))
                .contains("token");
        Machine bob = lan.start("bob", "join", "ws://10.71.1.1:7171/live", Program.TOKEN);
        bob.next(line -> line.startsWith("LIVE"));

        lan.onSwitches("link", "set", bobsPort, "down");
        bob.next(line -> line.startsWith("RECONNECTING"));
        lan.onSwitches("link", "set", bobsPort, "up");

        bob.next(line -> line.startsWith("LIVE"));
    }

    @Test
    @DisplayName(
            "[IN1] [IN3] [IN5] by the link of an invite for one, one comes in and looks, another does not, and revoked it puts them out")
    void invited() throws InterruptedException {
        Machine ada = lan.start("ada", "invite", "Ada");
        String link = ada.next(line -> line.startsWith("invite ")).substring("invite ".length());
        Machine bob = lan.start("bob", "come", link, "Bob", "10.71.1.");
        assertThat(bob.next(line -> line.startsWith("joined"))).isEqualTo("joined VIEWER");
        assertThat(bob.next(line -> line.startsWith("CLOSED"))).contains("revoked");

        assertThat(lan.start("cleo", "come", link, "Cleo", "10.71.2.").next(line -> line.startsWith("CLOSED")))
                .contains("revoked");
    }

    @Test
    @DisplayName("a hub whose address changes is found, and can be joined, at the new one")
    void changedAddress() throws InterruptedException {
        lan.start("ada", "host", "Ada").next(line -> line.startsWith("shared"));
        Machine bob = lan.start("bob", "find");
        bob.next(line -> line.contains("10.71.1.1:"));

        lan.onSwitches("link", "set", adasPort, "down");
        lan.on("ada", "address", "delete", "10.71.1.1/24", "dev", "e1");
        lan.on("ada", "address", "add", "10.71.1.77/24", "broadcast", "+", "dev", "e1");
        lan.onSwitches("link", "set", adasPort, "up");

        bob.next(line -> line.contains("10.71.1.77:"));
        lan.start("bob", "join", "ws://10.71.1.77:7171/live", Program.TOKEN).next(line -> line.startsWith("LIVE"));
    }

    @Test
    @DisplayName("where an access point keeps machines apart nothing is found, until it lets them talk")
    void isolation() throws InterruptedException {
        lan.onSwitches("link", "set", adasPort, "type", "bridge_slave", "isolated", "on");
        lan.onSwitches("link", "set", bobsPort, "type", "bridge_slave", "isolated", "on");
        Machine ada = lan.start("ada", "host", "Ada");
        ada.next(line -> line.startsWith("shared"));
        Machine bob = lan.start("bob", "find");
        lan.start("cleo", "find").next(line -> line.contains("IPV6_GROUP") && line.contains("SITE_GROUP"));
        assertThat(bob.said()).isEmpty();

        lan.onSwitches("link", "set", adasPort, "type", "bridge_slave", "isolated", "off");

        bob.next(line -> line.contains("wss://10.71.1.1:7171/live"));
    }
}
