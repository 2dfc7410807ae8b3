package dev.lockstep.desktop.chat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.view.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/** What was begun is there again, for each window its own. */
class DraftsTest {

    private static final String ROOM = "lobby";
    private static final String HUB = "a hub";

    private final Settings settings = Settings.none();

    @Test
    @DisplayName("text, caret, what is answered and what is edited come back")
    void comesBack() {
        Drafts.Draft reply = new Drafts.Draft("two\nlines", 3, "m1", "", "", List.of());
        Drafts.Draft edit = new Drafts.Draft("better", 6, "", "m2", "begun", List.of("p1", "p2"));
        for (Drafts.Draft draft : new Drafts.Draft[] {reply, edit, Drafts.Draft.EMPTY}) {
            try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
                drafts.keep(draft);
            }
            try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
                assertThat(drafts.load()).isEqualTo(draft);
            }
        }
    }

    @Test
    @DisplayName("a draft of version 0.1.0 is found, with the caret at its end")
    void old() {
        settings.set("chat.draft.lobby", "begun");
        try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
            assertThat(drafts.load()).isEqualTo(new Drafts.Draft("begun", 5, "", "", "", List.of()));
        }
    }

    @Test
    @DisplayName("what was begun in a room of one hub doesn't show in a room of that name at another")
    void hubs() {
        Drafts.Draft secret = new Drafts.Draft("about the office", 3, "m1", "", "", List.of("p1"));
        try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
            drafts.keep(secret);
        }
        try (Drafts elsewhere = new Drafts(settings, ROOM, "another hub")) {
            assertThat(elsewhere.load()).isEqualTo(Drafts.Draft.EMPTY);
        }
        try (Drafts unknown = new Drafts(settings, ROOM, null)) {
            assertThat(unknown.load()).isEqualTo(Drafts.Draft.EMPTY);
        }
        try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
            assertThat(drafts.load()).isEqualTo(secret);
        }
    }

    @Test
    @DisplayName("what was begun before the hub was known is that hub's, once")
    void beforeContact() {
        Drafts.Draft begun = new Drafts.Draft("begun", 5, "", "", "", List.of("p1", "p2"));
        try (Drafts unknown = new Drafts(settings, ROOM, null)) {
            unknown.keep(begun);
            try (Drafts other = new Drafts(settings, ROOM, HUB)) {
                assertThat(other.load()).as("a window has it").isEqualTo(Drafts.Draft.EMPTY);
            }
        }
        try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
            assertThat(drafts.load()).isEqualTo(begun);
        }
        try (Drafts elsewhere = new Drafts(settings, ROOM, "another hub")) {
            assertThat(elsewhere.load()).isEqualTo(Drafts.Draft.EMPTY);
        }
    }

    @Test
    @DisplayName("two windows don't write over each other, and nothing is lost when one opens later")
    void windows() {
        Drafts one = new Drafts(settings, ROOM, HUB);
        Drafts two = new Drafts(settings, ROOM, HUB);
        Drafts elsewhere = new Drafts(settings, "other", HUB);
        one.keep(new Drafts.Draft("one", 1, "", "", "", List.of()));
        two.keep(new Drafts.Draft("two", 2, "", "", "", List.of()));
        elsewhere.keep(new Drafts.Draft("elsewhere", 0, "", "", "", List.of()));
        assertThat(one.load().text()).isEqualTo("one");
        assertThat(two.load().text()).isEqualTo("two");
        one.keep(Drafts.Draft.EMPTY);
        one.close();
        two.close();
        elsewhere.close();
        try (Drafts later = new Drafts(settings, ROOM, HUB)) {
            assertThat(later.load().text()).isEqualTo("two");
        }
    }

    @Test
    @DisplayName("settings that somebody changed by hand give a caret that is in the text")
    void strange() {
        settings.set("chat.draft.lobby", "begun");
        for (String caret : new String[] {"-1", "99", "x", "2"}) {
            settings.set("chat.draft-about.lobby", caret);
            try (Drafts drafts = new Drafts(settings, ROOM, HUB)) {
                assertThat(drafts.load().caret()).isBetween(0, 5);
            }
        }
    }
}
