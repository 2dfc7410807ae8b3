package dev.lockstep.wire;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** At the client: what a newer hub may say is taken, nonsense is a broken connection. */
class DecodeHubTest {

    private static HubMessage decode(String frame) throws MalformedException {
        return WireCodec.decodeHub(frame.replace('\'', '"'));
    }

    @Test
    @DisplayName("[TR5] a message of a type that the client does not know is ignored")
    void unknownType() throws MalformedException {
        assertThat(decode("{'type':'no-such-type','room':7}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'type':1}",
                "{'type':'left'}",
                "{'type':'welcome'}",
                "{'type':'applied','room':'r','id':0,'seq':1}",
                "{'type':'applied','room':'r','id':1}",
                "{'type':'granted','room':'r','id':1,'keys':['k']}",
                "{'type':'lost','room':'r','fence':1,'keys':[1],'reason':'x'}",
                "{'type':'changes','room':'r','commits':[{'seq':0,'at':0,'ops':[]}]}",
                "{'type':'changes','room':'r','commits':[{'seq':1,'at':0,'ops':[{'swap':'k'}]}]}",
                "{'type':'changes','room':'r','commits':7}",
                "{'type':'changes','room':'r','commits':[{'seq':1,'client':'c','at':0,'ops':[]}]}",
                "{'type':'changes','room':'r','commits':[{'seq':1,'at':0,'ops':[],'locks':[{'key':'k','session':'s','fence':1}]}]}",
                "{'type':'changes','room':'r','commits':[{'seq':1,'at':0,'ops':[],'locks':[{'key':'k','session':'s','name':'n'}]}]}",
                "{'type':'snapshot','room':'r','epoch':'e','seq':1,'entries':[{'key':'k','version':1,'created':1}]}",
                "{'type':'snapshot','room':'r','epoch':'e','seq':1,'entries':[{'key':'k','value':1,'version':0,'created':1}]}",
                "{'type':'signal','room':'r','session':'s'}"
            })
    @DisplayName("nonsense of a hub is told as malformed")
    void malformed(String frame) {
        assertThatThrownBy(() -> decode(frame)).isInstanceOf(MalformedException.class);
    }

    @Test
    @DisplayName("[RM11] [LK29] what only a holder or an author has is ignored where there is none")
    void nobody() throws MalformedException {
        LockInfo free = new LockInfo("k", null, null, 0, 2);
        Commit ofTime = new Commit(1, null, 0, 0, List.of(), List.of(free), false);
        assertThat(decode("{'type':'changes','room':'r','commits':[{'seq':1,'id':5,'at':0,'ops':[],"
                        + "'locks':[{'key':'k','name':'n','fence':7,'waiting':2}]}]}"))
                .isEqualTo(new HubMessage.Changes("r", List.of(ofTime)));
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    @DisplayName("[CM17] every code of refused comes through")
    void refusalCodes(RefusalCode code) throws MalformedException {
        HubMessage.Refused refused = new HubMessage.Refused("r", 1, code, "no", null);
        assertThat(WireCodec.encode(refused)).contains("\"code\":\"" + code.wireName() + "\"");
        assertThat(WireCodec.decodeHub(WireCodec.encode(refused))).isEqualTo(refused);
    }

    @Test
    @DisplayName("[CM17] the codes of refused are these")
    void allRefusalCodes() {
        assertThat(Arrays.stream(RefusalCode.values()).map(RefusalCode::wireName))
                .containsExactlyInAnyOrder(
                        "conflict",
                        "locked",
                        "fenced",
                        "forbidden",
                        "invalid",
                        "too-large",
                        "limit",
                        "rate",
                        "unavailable",
                        "not-joined",
                        "timeout",
                        "deadlock");
        assertThat(RefusalCode.ofWireName("LOCKED")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HubMessage.ErrorCode.class)
    @DisplayName("[ER5] every code of error comes through")
    void errorCodes(HubMessage.ErrorCode code) throws MalformedException {
        HubMessage.Fault fault = new HubMessage.Fault(code, "no", null);
        assertThat(WireCodec.decodeHub(WireCodec.encode(fault))).isEqualTo(fault);
    }

    @Test
    @DisplayName("[ER5] the codes of error are these")
    void allErrorCodes() {
        assertThat(Arrays.stream(HubMessage.ErrorCode.values()).map(HubMessage.ErrorCode::wireName))
                .containsExactlyInAnyOrder(
                        "unknown-type", "malformed", "too-large", "not-joined", "forbidden", "not-admitted", "rate");
    }

    @Test
    @DisplayName("a code that a newer hub made up still refuses")
    void unknownCodes() throws MalformedException {
        assertThat(decode("{'type':'refused','room':'r','id':1,'code':'new','message':'m'}"))
                .isEqualTo(new HubMessage.Refused("r", 1, RefusalCode.FORBIDDEN, "m", null));
        assertThat(decode("{'type':'error','code':'new','message':'m'}")).isInstanceOf(HubMessage.Fault.class);
    }

    @Test
    @DisplayName("[NV7] the deepest value that is allowed comes through changes and snapshots")
    void deepestValue() throws MalformedException {
        Json deepest = JsonParser.parse("[".repeat(64) + "]".repeat(64));
        HubMessage changes = new HubMessage.Changes(
                "r", List.of(new Commit(1, "c", 1, 1, List.of(new Operation.Put("k", deepest)), List.of(), false)));
        assertThat(WireCodec.decodeHub(WireCodec.encode(changes))).isEqualTo(changes);
        HubMessage presence =
                new HubMessage.Presence("r", List.of(new HubMessage.Member("s", "c", "n", "", deepest)), List.of());
        assertThat(WireCodec.decodeHub(WireCodec.encode(presence))).isEqualTo(presence);
    }

    @Test
    @DisplayName("[NV13] a value with half a surrogate pair comes through")
    void loneSurrogates() throws MalformedException {
        HubMessage signal = new HubMessage.Signal("r", "s", "c", Json.of("a\ud83d"));
        assertThat(WireCodec.decodeHub(WireCodec.encode(signal))).isEqualTo(signal);
    }
}
