package dev.lockstep.desktop.shell;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.desktop.TestSession;

import static org.assertj.core.api.Assertions.assertThat;

class RoomWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "lobby, the room lobby",
        "lobby/~chat, the chat of lobby",
        "lobby/~chat/2, the chat of lobby",
        "team/plans/~data/t1, the data of team/plans",
        "lobby/~picture/p1, a part of lobby",
        "lobby/~chatter, a part of lobby",
        "~probe, a room of the program itself",
    })
    @DisplayName("a part of a room is called by what it is for")
    void inWords(String room, String words) {
        assertThat(RoomWords.of(room, TestSession.views())).isEqualTo(words);
    }
}
