package dev.lockstep.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThisMachineTest {

    @Test
    @DisplayName(
            "addresses are read beside the caller's thread, once at a time, those of the machine itself not among them")
    void addresses() {
        QueuedExecutor reader = new QueuedExecutor();
        ThisMachine machine = new ThisMachine(reader);
        assertThat(machine.addresses()).isNull();
        assertThat(machine.addresses()).isNull();
        assertThat(reader.wakeUps()).isEqualTo(1);
        reader.flush();
        assertThat(machine.addresses()).isNotNull().noneMatch(address -> address.isLoopbackAddress());
        assertThat(reader.wakeUps()).isEqualTo(1);
    }
}
