package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is asked when something changes. */
class SharedObjectsTest {

    private static final class View implements PrefixView {

        final String prefix;
        final List<Set<String>> asked = new ArrayList<>();
        boolean waits;

        View(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String prefix() {
            return prefix;
        }

        @Override
        public boolean changed(Set<String> keys) {
            asked.add(keys);
            return waits;
        }
    }

    private final SharedObjects objects = new SharedObjects();

    private View view(String prefix) {
        View view = objects.view(prefix, String.class, () -> new View(prefix), View.class);
        objects.update(Map.of()); // which asks a new one once
        view.asked.clear();
        return view;
    }

    @Test
    @DisplayName("a view is asked for changes below its prefix, once each, and for no others")
    void concerned() {
        View concerned = view("a");
        View other = view("b");
        objects.update(Map.of("a", Set.of("a/1", "a/2"), "c", Set.of("c/1")));
        assertThat(concerned.asked).containsExactly(Set.of("a/1", "a/2"));
        assertThat(other.asked).isEmpty();
    }

    @Test
    @DisplayName("one that waits for the hub to confirm something is asked at every change, until it waits no more")
    void waiting() {
        View view = view("a");
        view.waits = true;
        objects.update(Map.of("a", Set.of("a/1")));
        objects.update(Map.of("b", Set.of("b/1")));
        view.waits = false;
        objects.update(Map.of());
        objects.update(Map.of("b", Set.of("b/1")));
        assertThat(view.asked).containsExactly(Set.of("a/1"), Set.of(), Set.of());
    }
}
