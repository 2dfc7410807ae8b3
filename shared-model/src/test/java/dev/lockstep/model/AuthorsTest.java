package dev.lockstep.model;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.add;
import static dev.lockstep.model.TestRoom.put;
import static dev.lockstep.model.TestRoom.remove;
import static org.assertj.core.api.Assertions.assertThat;

class AuthorsTest {

    private final TestRoom room = TestRoom.with("ada", "grace");

    @Test
    @DisplayName("[AU1] an entry names the client that made it and the one that changed it last")
    void createdAndChanged() {
        room.commit("ada", put("a", "1"));
        assertAuthors("a", "c-ada", "c-ada");

        room.commit("grace", add("a", 1));
        assertAuthors("a", "c-ada", "c-grace");

        room.commit("ada", put("a", "2")); // as it is: no change
        assertAuthors("a", "c-ada", "c-grace");

        room.commit("grace", remove("a"));
        room.commit("grace", put("a", "2"));
        assertAuthors("a", "c-grace", "c-grace");
    }

    @Test
    @DisplayName(
            "[AU2] the names of authors are kept as long as there is an entry of theirs, however long ago they left")
    void names() {
        room.commit("ada", put("a", "1"), put("b", "1"));
        room.commit("grace", put("b", "2"));
        room.leave("ada");
        room.leave("grace");
        room.pass(10 * RoomState.CLIENT_KEPT_MILLIS);
        room.restart();

        assertThat(room.state.authors()).isEqualTo(Map.of("c-ada", "ada", "c-grace", "grace"));
        assertThat(room.state.nameOfClient("c-ada")).isEqualTo("ada");

        room.enter("linus");
        room.commit("linus", remove("b"));
        assertThat(room.state.authors()).isEqualTo(Map.of("c-ada", "ada"));

        room.commit("linus", put("a", "3"));
        room.commit("linus", remove("a"));
        assertThat(room.state.authors()).isEmpty();
    }

    @Test
    @DisplayName("an author that calls itself otherwise is known by its latest name")
    void renamed() {
        room.commit("ada", put("a", "1"));
        room.apply(new Command.Enter("ada", "c-ada", "Countess"));

        assertThat(room.state.authors()).isEqualTo(Map.of("c-ada", "Countess"));
    }

    @Test
    @DisplayName("authors and rules outlive a snapshot")
    void snapshots() {
        room.apply(new Command.SetRules("ada", room.nextId(), List.of(new Rule("m", Rule.Who.CREATOR)), false));
        room.commit("ada", put("a", "1"));
        room.commit("grace", put("a", "2"));

        RoomState restored = new RoomState(room.state.snapshot());
        assertThat(restored.authors()).isEqualTo(room.state.authors()).hasSize(2);
        assertThat(restored.rules()).isEqualTo(room.state.rules()).hasSize(1);
    }

    private void assertAuthors(String key, String createdBy, String changedBy) {
        Entry entry = room.state.entries().get(key);
        assertThat(entry).isNotNull();
        assertThat(entry.createdBy()).isEqualTo(createdBy);
        assertThat(entry.changedBy()).isEqualTo(changedBy);
    }
}
