package dev.lockstep.wire;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** At the hub: each kind of nonsense is called by its name, and nothing throws. */
class DecodeClientTest {

    private static Decoded decode(String frame) {
        return WireCodec.decodeClient(frame.replace('\'', '"'));
    }

    private static <T extends ClientMessage> T message(Class<T> kind, String frame) {
        Decoded decoded = decode(frame);
        assertThat(decoded).isInstanceOf(Decoded.Message.class);
        return kind.cast(((Decoded.Message) decoded).message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'leave','room':'r','room':'q'}",
                "{'type':'leave','room':'r','room':'r'}",
                "{'type':'leave','type':'join','room':'r'}",
                "{'type':'leave','room':'r','r\\u006fom':'q'}",
                "{'type':'leave','room':null,'room':'r'}",
                "{'type':'leave','room':'r','later':{'a':1,'a':2}}",
                "{'type':'join','room':'r','since':{'epoch':'e','seq':1,'seq':2}}",
                "{'type':'commit','room':'r','id':1,'id':2,'ops':[]}",
                "{'type':'commit','room':'r','id':1,'ops':[{'put':'a','put':'b','value':1}]}",
                "{'type':'commit','room':'r','id':1,'ops':[{'put':'a','value':1,'value':2}]}",
                "{'type':'commit','room':'r','id':1,'ops':[],'if':[{'key':'a','version':1,'version':2}]}",
                "{'type':'rules','room':'r','id':1,'rules':[{'prefix':'a','who':'owner','who':'anyone'}]}",
                "{'type':'signal','room':'r','value':1,'value':2}"
            })
    @DisplayName("[ER8] a message that says one thing twice is malformed, and says which")
    void twice(String frame) {
        assertThat(decode(frame))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class, bad -> assertThat(bad.reason()).contains("twice"));
    }

    @Test
    @DisplayName("[ER8] [NV12] in a value the last of several members counts")
    void twiceInAValue() {
        String twice = "{'a':1,'a':{'value':2,'value':[{'b':3,'b':4}]}}";
        String last = "{\"a\":{\"value\":[{\"b\":4}]}}";
        assertThat(message(ClientMessage.Signal.class, "{'type':'signal','room':'r','value':" + twice + "}")
                        .value())
                .hasToString(last);
        CommitRequest commit = message(
                        ClientMessage.Commit.class,
                        "{'type':'commit','room':'r','id':1,'ops':[{'put':'a','value':" + twice + "}]}")
                .request();
        assertThat(commit.ops().get(0))
                .isInstanceOfSatisfying(
                        Operation.Put.class, put -> assertThat(put.value()).hasToString(last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "'hello'",
                "true",
                "[]",
                "[{'type':'leave','room':'r'}]",
                "{}",
                "{'room':'r'}",
                "{'type':null}",
                "{'type':7,'room':'r'}",
                "{'type':['leave'],'room':'r'}",
                "{'type':'leave','room':'r'}}",
                "{'type':'leave','room':'r'} x",
                "{'type':'leave','room':'r'}{'type':'leave','room':'r'}",
                "{'type':'leave','room':'r'",
                "{'type':'leave'}",
                "{'type':'leave','room':null}",
                "{'type':'leave','room':7}",
                "{'type':'leave','room':['r']}",
                "{'type':'hello'}",
                "{'type':'hello','client':'c','secret':'s','name':'n'}",
                "{'type':'hello','protocol':1,'secret':'s','name':'n'}",
                "{'type':'hello','protocol':1,'client':'c','name':'n'}",
                "{'type':'hello','protocol':1,'client':'c','secret':'s'}",
                "{'type':'hello','protocol':'1','client':'c','secret':'s','name':'n'}",
                "{'type':'hello','protocol':1.5,'client':'c','secret':'s','name':'n'}",
                "{'type':'hello','protocol':-1,'client':'c','secret':'s','name':'n'}",
                "{'type':'hello','protocol':9007199254740991,'client':'c','secret':'s','name':'n'}",
                "{'type':'hello','protocol':1,'client':'c','secret':'s','name':'n','color':7}",
                "{'type':'hello','protocol':1,'client':'c','secret':'s','name':'n','token':false}",
                "{'type':'hello','protocol':1,'client':'c','secret':'s','name':{}}",
                "{'type':'join'}",
                "{'type':'join','room':'r','since':7}",
                "{'type':'join','room':'r','since':[]}",
                "{'type':'join','room':'r','since':{}}",
                "{'type':'join','room':'r','since':{'epoch':'e'}}",
                "{'type':'join','room':'r','since':{'seq':1}}",
                "{'type':'join','room':'r','since':{'epoch':'e','seq':-1}}",
                "{'type':'join','room':'r','since':{'epoch':'e','seq':'1'}}",
                "{'type':'join','room':'r','since':{'epoch':1,'seq':1}}",
                "{'type':'commit'}",
                "{'type':'commit','room':'r','id':1}",
                "{'type':'commit','room':'r','id':1,'ops':null}",
                "{'type':'commit','room':'r','ops':[]}",
                "{'type':'commit','id':1,'ops':[]}",
                "{'type':'commit','room':1,'id':1,'ops':[]}",
                "{'type':'lock','room':'r','id':1}",
                "{'type':'lock','room':'r','id':1,'keys':null}",
                "{'type':'lock','room':'r','keys':['k']}",
                "{'type':'lock','id':1,'keys':['k']}",
                "{'type':'unlock','room':'r','id':1}",
                "{'type':'unlock','room':'r','id':1,'fence':null}",
                "{'type':'unlock','room':'r','fence':1}",
                "{'type':'unlock','id':1,'fence':1}",
                "{'type':'refresh','room':'r'}",
                "{'type':'refresh','room':'r','keys':null}",
                "{'type':'refresh','room':'r','keys':'k'}",
                "{'type':'refresh','room':'r','keys':[1]}",
                "{'type':'refresh','keys':['k']}",
                "{'type':'presence','room':'r'}",
                "{'type':'presence','value':1}",
                "{'type':'signal','room':'r'}",
                "{'type':'signal','value':1}",
                "{'type':'leave','room':NaN}",
                "{'type':'leave','room':undefined}"
            })
    @DisplayName("[ER1] malformed")
    void malformed(String frame) {
        assertThat(decode(frame))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        bad -> assertThat(bad.reason()).isNotBlank().hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "9007199254740992", "9007199254740993", "1e300", "1e400", "'1'", "null"})
    @DisplayName("[TR6] ids are integers from 1 to 2^53-1; without a usable one a request is malformed")
    void ids(String id) {
        assertThat(decode("{'type':'commit','room':'r','id':" + id + ",'ops':[]}"))
                .isInstanceOf(Decoded.Malformed.class);
        assertThat(decode("{'type':'lock','room':'r','id':" + id + ",'keys':['k']}"))
                .isInstanceOf(Decoded.Malformed.class);
        assertThat(decode("{'type':'unlock','room':'r','id':" + id + ",'fence':1}"))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "10e-1", "9007199254740991", "9.007199254740991e15"})
    @DisplayName("[TR6] an integer is one however it is spelled")
    void spelledIds(String id) {
        assertThat(message(ClientMessage.Unlock.class, "{'type':'unlock','room':'r','id':" + id + ",'fence':1}")
                        .id())
                .isBetween(1L, Limits.INTEGER_MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'commit','room':'r','id':3,'ops':7}",
                "{'type':'commit','room':'r','id':3,'ops':{}}",
                "{'type':'commit','room':'r','id':3,'ops':[7]}",
                "{'type':'commit','room':'r','id':3,'ops':[null]}",
                "{'type':'commit','room':'r','id':3,'ops':[{}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'swap':'k'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'put':'k'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'put':7,'value':1}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'put':null,'value':1}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'merge':'k'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'add':'k'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'add':'k','by':'1'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'add':'k','by':null}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'add':'k','by':1e400}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'remove':['k']}]}",
                "{'type':'commit','room':'r','id':3,'ops':[{'remove':'k'},7]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'if':7}",
                "{'type':'commit','room':'r','id':3,'ops':[],'if':[7]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'if':[{'key':'k'}]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'if':[{'version':1}]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'if':[{'key':'k','version':-1}]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'fences':7}",
                "{'type':'commit','room':'r','id':3,'ops':[],'fences':[0]}",
                "{'type':'commit','room':'r','id':3,'ops':[],'fences':['1']}",
                "{'type':'commit','room':'r','id':3,'ops':[],'quiet':1}",
                "{'type':'lock','room':'r','id':3,'keys':'k'}",
                "{'type':'lock','room':'r','id':3,'keys':[7]}",
                "{'type':'lock','room':'r','id':3,'keys':{}}",
                "{'type':'lock','room':'r','id':3,'keys':['k'],'waitMillis':-1}",
                "{'type':'lock','room':'r','id':3,'keys':['k'],'waitMillis':1.5}",
                "{'type':'lock','room':'r','id':3,'keys':['k'],'waitMillis':'1'}",
                "{'type':'unlock','room':'r','id':3,'fence':0}",
                "{'type':'unlock','room':'r','id':3,'request':0}",
                "{'type':'unlock','room':'r','id':3,'request':2,'fence':1}",
                "{'type':'unlock','room':'r','id':3,'fence':'1'}",
                "{'type':'unlock','room':'r','id':3,'fence':1e300}"
            })
    @DisplayName("[ER2] [LK33] a request of known room and id is answered by its id, whatever else is wrong in it")
    void invalid(String frame) {
        assertThat(decode(frame)).isInstanceOfSatisfying(Decoded.Invalid.class, bad -> {
            assertThat(bad.room()).isEqualTo("r");
            assertThat(bad.id()).isEqualTo(3);
            assertThat(bad.reason()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Leave", "welcome", "snapshot", "no-such-type", "x\\ud800"})
    @DisplayName("an unknown type is told apart from a malformed message, whatever else is in it")
    void unknownType(String type) {
        assertThat(decode("{'type':'" + type + "','room':7,'id':-1}")).isInstanceOf(Decoded.UnknownType.class);
    }

    @Test
    @DisplayName("[TR7] an optional member that is null counts as missing")
    void nullIsMissing() {
        ClientMessage.Hello hello = message(
                ClientMessage.Hello.class,
                "{'type':'hello','protocol':1,'client':'c','secret':'s','name':'n','color':null,'token':null}");
        assertThat(hello).isEqualTo(new ClientMessage.Hello(1, "c", "s", "n", "", null));
        assertThat(message(ClientMessage.Join.class, "{'type':'join','room':'r','since':null}")
                        .since())
                .isNull();
        assertThat(message(
                                ClientMessage.Commit.class,
                                "{'type':'commit','room':'r','id':1,'ops':[],'if':null,'fences':null,'quiet':null}")
                        .request())
                .isEqualTo(CommitRequest.of());
        assertThat(message(
                                ClientMessage.Commit.class,
                                "{'type':'commit','room':'r','id':1,'ops':[{'put':null,'remove':'k','value':null}]}")
                        .request()
                        .ops())
                .hasSize(1);
        assertThat(message(ClientMessage.Lock.class, "{'type':'lock','room':'r','id':1,'keys':[],'waitMillis':null}")
                        .waitMillis())
                .isZero();
    }

    @Test
    @DisplayName("a null that is a value is one")
    void nullIsAValue() {
        assertThat(message(ClientMessage.Signal.class, "{'type':'signal','room':'r','value':null}")
                        .value())
                .hasToString("null");
        assertThat(message(
                                ClientMessage.Commit.class,
                                "{'type':'commit','room':'r','id':1,'ops':[{'put':'k','value':null}]}")
                        .request()
                        .ops())
                .hasSize(1);
    }

    @Test
    @DisplayName("[NV5] a name with a lone surrogate reaches those who judge names")
    void loneSurrogate() {
        assertThat(message(ClientMessage.Lock.class, "{'type':'lock','room':'r','id':1,'keys':['\\ud83d']}")
                        .keys())
                .isEqualTo(List.of("\ud83d"));
    }

    @Test
    @DisplayName("[NV7] a value one level too deep reaches those who judge values, in every message")
    void tooDeep() {
        String value = "[".repeat(65) + "]".repeat(65);
        assertThat(decode("{'type':'commit','room':'r','id':1,'ops':[{'put':'k','value':" + value + "}]}"))
                .isInstanceOf(Decoded.Message.class);
        assertThat(decode("{'type':'presence','room':'r','value':" + value + "}"))
                .isInstanceOf(Decoded.Message.class);
    }

    @Test
    @DisplayName("[ER1] hostile frames cost neither the stack nor an exception")
    void hostile() {
        int length = 1_048_576;
        for (String frame : List.of(
                "[".repeat(length),
                "{'a':".repeat(length / 5),
                "{'type':'signal','room':'r','value':" + "[".repeat(length),
                "{'type':'signal','room':'r','value':" + "{'a':".repeat(length / 5),
                "{'type':'signal','room':'r','value':" + "9".repeat(length) + "}",
                "{'type':'signal','room':'r','value':1e" + "9".repeat(length) + "}",
                "{'type':'signal','room':'r','value':100e2147483647}",
                "{'type':'signal','room':'r','value':0." + "0".repeat(length) + "1}",
                "{'type':'signal','room':'r','value':'" + "x".repeat(length),
                "{'type':'signal','room':'r','value':'" + "\\".repeat(length),
                "\u0000".repeat(length),
                " ".repeat(length),
                "\"".repeat(length),
                "{".repeat(length),
                "]".repeat(length))) {
            assertThat(decode(frame)).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    @DisplayName("every beginning of a message is malformed, and nothing throws")
    void truncated() {
        String whole = WireCodec.encode(Samples.clientMessages().get("commit"));
        for (int end = 0; end < whole.length(); end++) {
            assertThat(WireCodec.decodeClient(whole.substring(0, end))).isInstanceOf(Decoded.Malformed.class);
        }
        assertThat(WireCodec.decodeClient(whole)).isInstanceOf(Decoded.Message.class);
    }
}
