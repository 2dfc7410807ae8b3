package dev.lockstep.desktop.shell;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** What a host of a room may choose in words. */
class AccessPresetTest {

    private static Access after(Access access, AccessChange change) {
        SortedMap<String, Role> writers = new TreeMap<>(access.writers());
        change.writers()
                .forEach((prefix, role) ->
                        role.ifPresentOrElse(given -> writers.put(prefix, given), () -> writers.remove(prefix)));
        return new Access(change.everyone().orElse(access.everyone()), access.clients(), writers);
    }

    @ParameterizedTest
    @EnumSource(AccessPreset.class)
    @DisplayName(
            "what is chosen is what is shown as chosen, whatever was before, and those with a role of their own keep it")
    void chosen(AccessPreset preset) {
        Access mixed = new Access(
                Role.HOST,
                new TreeMap<>(Map.of("grace", new Access.Grant(Role.EDITOR, "Grace"))),
                new TreeMap<>(Map.of("", Role.HOST, "count", Role.VIEWER)));
        assertThat(AccessPreset.of(mixed)).isEmpty();

        Access now = after(mixed, preset.from(mixed));

        assertThat(AccessPreset.of(now)).isEqualTo(Optional.of(preset));
        assertThat(now.clients()).isEqualTo(mixed.clients());
    }

    @ParameterizedTest
    @EnumSource(
            value = AccessPreset.class,
            names = {"CHAT_ONLY", "LOOK_ONLY", "PRIVATE"})
    @DisplayName("who is chosen to edit beside everyone else can do so")
    void editor(AccessPreset preset) {
        Access access = after(Access.DEFAULT, preset.from(Access.DEFAULT));
        assertThat(Role.EDITOR.isAtLeast(access.leastToWrite("shape/1"))).isTrue();
        assertThat(access.everyone().isAtLeast(access.leastToWrite("shape/1"))).isFalse();
    }
}
