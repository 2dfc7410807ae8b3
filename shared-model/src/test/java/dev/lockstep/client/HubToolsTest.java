package dev.lockstep.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HubToolsTest {

    private final List<ClientMessage> sent = new ArrayList<>();
    private final HubTools tools = new HubTools(Runnable::run, Runnable::run);

    @BeforeEach
    void welcome() {
        tools.welcomed(sent::add);
    }

    @ParameterizedTest
    @EnumSource(
            value = HubMessage.ErrorCode.class,
            names = {"UNKNOWN_TYPE", "RATE", "FORBIDDEN"})
    @DisplayName("whoever asked for what the hub doesn't do is told so, and may ask again")
    void refused(HubMessage.ErrorCode code) {
        CompletableFuture<List<HubMessage.Used>> usage = tools.usage().toCompletableFuture();
        CompletableFuture<Integer> deletion = tools.deleteRoom("lobby").toCompletableFuture();
        boolean named = code == HubMessage.ErrorCode.FORBIDDEN;

        tools.fault(new HubMessage.Fault(code, "no", null), false);
        if (named) {
            tools.fault(new HubMessage.Fault(code, "no", "lobby"), false);
        }
        assertRefused(usage);
        assertRefused(deletion);

        tools.usage();
        assertThat(tools.deleteRoom("lobby").toCompletableFuture()).isNotDone();
        assertThat(sent).hasSize(4);
    }

    @Test
    @DisplayName("a broken connection ends what was asked over it")
    void lost() {
        CompletableFuture<List<HubMessage.Used>> usage = tools.usage().toCompletableFuture();
        CompletableFuture<Integer> deletion = tools.deleteRoom("lobby").toCompletableFuture();
        tools.lost();
        assertRefused(usage);
        assertRefused(deletion);
        assertRefused(tools.usage().toCompletableFuture());
    }

    private static void assertRefused(CompletableFuture<?> asked) {
        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RefusedException.class);
    }
}
