package dev.lockstep.client;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ThisMachineTest {

    @Test
    @Timeout(60)
    @DisplayName("addresses are known after a while, those of the machine itself not among them")
    void addresses() {
        ThisMachine machine = new ThisMachine();
        Set<InetAddress> addresses = machine.addresses();
        while (addresses == null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            addresses = machine.addresses();
        }
        assertThat(addresses).noneMatch(InetAddress::isLoopbackAddress);
    }
}
