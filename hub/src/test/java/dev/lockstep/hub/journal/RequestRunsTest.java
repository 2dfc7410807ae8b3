package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Limits;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestRunsTest {

    private static final int REQUESTS = 65_536;

    private static RoomSnapshot room(List<Long> requests) {
        return withClient(new RoomSnapshot.Client("ada", "Ada", RoomState.NEVER, requests, 3, List.of()));
    }

    private static RoomSnapshot withClient(RoomSnapshot.Client client) {
        RoomSnapshot empty = new RoomState("epoch", Limits.DEFAULT, 1_000).snapshot();
        return new RoomSnapshot(
                empty.epoch(),
                empty.seq(),
                empty.commands(),
                empty.now(),
                empty.limits(),
                empty.leaseMillis(),
                empty.entries(),
                empty.sessions(),
                List.of(client),
                empty.locks(),
                empty.line(),
                empty.authors(),
                empty.rules(),
                empty.access(),
                empty.founder());
    }

    private static List<Long> read(List<Long> requests) throws MalformedException {
        return LogCodec.decodeSnapshot(LogCodec.encode(room(requests)))
                .clients()
                .get(0)
                .requests();
    }

    @Test
    @DisplayName("a client that counted alone takes a run, however much it did")
    void alone() throws MalformedException {
        List<Long> requests = new ArrayList<>();
        for (long i = 1; i <= REQUESTS; i++) {
            requests.addAll(List.of(i, 100 + i));
        }
        assertThat(LogCodec.encode(room(requests)))
                .hasSizeLessThan(LogCodec.encode(room(List.of())).length() + 40);
        assertThat(read(requests)).isEqualTo(requests);
    }

    @Test
    @DisplayName("whatever was between its requests, they are what they were")
    void amongOthers() throws MalformedException {
        Random random = new Random(4);
        List<Long> requests = new ArrayList<>();
        long id = 0;
        long seq = 0;
        for (int i = 0; i < 2_000; i++) {
            id += 1 + random.nextInt(2);
            seq += random.nextInt(20) == 0 ? 5_000 : 1 + random.nextInt(3);
            requests.addAll(List.of(
                    id, random.nextInt(50) == 0 ? Math.max(1, seq - 3_000) : seq)); // a lock that was granted late
        }
        requests.addAll(List.of(Limits.INTEGER_MAX, Limits.INTEGER_MAX));
        assertThat(read(requests)).isEqualTo(requests);
        assertThat(LogCodec.encode(room(requests))).contains("\"runs\"");
    }

    @Test
    @DisplayName("what no room has ever had is kept as it is")
    void asItIs() throws MalformedException {
        for (List<Long> odd : List.of(List.of(1L), List.of(2L, 1L, 1L, 2L), List.of(1L, 1L, 1L, 1L))) {
            assertThat(read(odd)).isEqualTo(odd);
        }
    }

    @Test
    @DisplayName("requests as 0.1.0 has written them are read")
    void older() throws MalformedException {
        String text = LogCodec.encode(room(List.of(1L, 7L, 2L, 8L)));
        String older = text.replaceFirst("\"runs\":\\[[-0-9,]*]", "\"requests\":[1,7,2,8]");
        assertThat(older).isNotEqualTo(text);
        assertThat(LogCodec.decodeSnapshot(older)).isEqualTo(LogCodec.decodeSnapshot(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,1",
                "1,1,0",
                "1,1,65537",
                "1,1,40000,1,1,40000",
                "0,1,2",
                "-1,1,1",
                "1,-1,1",
                "9007199254740991,1,2"
            })
    @DisplayName("runs that can't be are refused, before they take memory")
    void impossible(String runs) {
        String text = LogCodec.encode(room(List.of(1L, 7L)));
        String impossible = text.replaceFirst("\"runs\":\\[[-0-9,]*]", "\"runs\":[" + runs + "]");
        assertThat(impossible).isNotEqualTo(text);
        assertThatThrownBy(() -> LogCodec.decodeSnapshot(impossible)).isInstanceOf(MalformedException.class);
    }
}
