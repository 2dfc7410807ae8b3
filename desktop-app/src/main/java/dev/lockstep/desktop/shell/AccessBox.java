package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import dev.lockstep.controls.Avatar;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Role;

/** Who may do what in a room: seen by everybody, changed by its hosts. */
final class AccessBox extends VBox {

    private static final double WIDTH = 400;
    private static final double PEOPLE_HEIGHT_MAX = 260;
    private static final double ROLE_WIDTH = 150;

    /** So many people are listed: those who are here first. */
    private static final int PEOPLE_MAX = 200;

    /** @param role null for that of everyone */
    private record Choice(@Nullable Role role) {}

    private record Listed(
            String client,
            String name,
            String color,
            boolean isMe,
            @Nullable Role invitedAs) {}

    private record Shown(Access access, Role role, List<Listed> people) {}

    private final SharedRoom room;
    private @Nullable Shown shown;
    private final Label title = new Label();
    private final Label problem = new Label();
    private final Button usage = new Button("Rooms and their size…");
    private final Button deeds = new Button("What hosts did…");
    private final InvalidationListener changed = any -> show();

    /**
     * @param showDeeds shows what hosts did
     * @param showUsage shows how much is in which room
     */
    AccessBox(SharedRoom room, String roomTitle, Runnable showDeeds, Runnable showUsage) {
        super(12);
        this.room = room;
        setId("access-box");
        setPrefWidth(WIDTH);
        deeds.setId("access-deeds");
        deeds.getStyleClass().add("flat");
        deeds.setOnAction(clicked -> showDeeds.run());
        usage.setId("access-usage");
        usage.getStyleClass().add("flat");
        usage.setOnAction(clicked -> showUsage.run());
        title.setText("Who may do what in " + roomTitle);
        title.setWrapText(true);
        title.getStyleClass().add(Styles.CARD_TITLE);
        problem.setId("access-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        room.accessProperty().addListener(new WeakInvalidationListener(changed));
        room.roleProperty().addListener(new WeakInvalidationListener(changed));
        room.members().addListener(new WeakInvalidationListener(changed));
        show();
    }

    /** What others show of themselves is another many times a second: nothing is made anew for that. */
    private void show() {
        Access access = room.accessProperty().get();
        Shown now = new Shown(access, room.roleProperty().get(), listed(access));
        if (!now.equals(shown)) {
            shown = now;
            show(access, now.people());
        }
    }

    private void show(Access access, List<Listed> listed) {
        getChildren().setAll(title);
        if (room.isHost()) {
            ToggleGroup group = new ToggleGroup();
            AccessPreset chosen = AccessPreset.of(access).orElse(null);
            for (AccessPreset preset : AccessPreset.values()) {
                getChildren().add(choice(preset, preset == chosen, group, access));
            }
        } else {
            String preset = AccessPreset.of(access).map(AccessPreset::title).orElse("Hosts have set who may do what");
            getChildren().add(hint(preset + ". " + whoChanges(room) + " can change that."));
        }
        VBox people = new VBox(6);
        for (Listed each : listed) {
            people.getChildren().add(row(each, access));
        }
        ScrollPane scroll = new ScrollPane(people);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(PEOPLE_HEIGHT_MAX);
        scroll.getStyleClass().add(ShellStyles.ACCESS_PEOPLE);
        usage.setVisible(room.hostsHub());
        getChildren().addAll(scroll, problem, new HBox(deeds, usage));
    }

    /** Who could change it, for display. */
    static String whoChanges(SharedRoom room) {
        List<String> hosts = room.accessProperty().get().clients().values().stream()
                .filter(grant -> grant.role() == Role.HOST && !grant.name().isEmpty())
                .map(grant -> DisplayText.name(grant.name()))
                .toList();
        return hosts.isEmpty() ? "Whoever hosts the hub" : String.join(" or ", hosts);
    }

    private RadioButton choice(AccessPreset preset, boolean isChosen, ToggleGroup group, Access access) {
        RadioButton button = new RadioButton(preset.title());
        button.setId("access-" + preset.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        button.setWrapText(true);
        button.setToggleGroup(group);
        button.setSelected(isChosen);
        button.setOnAction(clicked -> set(preset.from(access)));
        return button;
    }

    private static Label hint(String text) {
        Label label = new Label(text);
        label.setId("access-words");
        label.getStyleClass().add(Styles.CARD_HINT);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** Who is here, and who has a role of their own. */
    private List<Listed> listed(Access access) {
        DistinctNames names = new DistinctNames();
        Map<String, Listed> all = new LinkedHashMap<>();
        List<Member> members = new ArrayList<>(room.members());
        members.forEach(member -> names.add(member.client(), member.name()));
        access.clients().forEach((client, grant) -> names.add(client, grant.name()));
        for (Member member : members) {
            String name = names.shown(member.client(), member.name());
            all.putIfAbsent(
                    member.client(),
                    new Listed(member.client(), name, member.color(), member.isMe(), member.invitedAs()));
        }
        access.clients().forEach((client, grant) -> {
            String name = grant.name().isEmpty() ? "Somebody" : grant.name();
            all.putIfAbsent(client, new Listed(client, names.shown(client, name), "", false, null));
        });
        return all.values().stream().limit(PEOPLE_MAX).toList();
    }

    private HBox row(Listed person, Access access) {
        Avatar avatar = new Avatar(DistinctNames.withoutTag(person.name()), person.color());
        Label name = new Label(person.name() + (person.isMe() ? " (you)" : ""));
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox row = new HBox(10, avatar, name);
        row.setAlignment(Pos.CENTER_LEFT);
        Access.Grant grant = access.clients().get(person.client());
        if (room.isHost() && !person.isMe()) {
            row.getChildren().add(roles(person, new Choice(grant == null ? null : grant.role())));
        } else {
            Role role = person.isMe() ? room.roleProperty().get() : access.roleOf(person.client(), person.invitedAs());
            Label words = new Label(AccessPreset.words(role));
            words.getStyleClass().add(Styles.CARD_HINT);
            words.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(words);
        }
        return row;
    }

    /** What somebody may do who has no role of their own here. */
    private static String withoutOwn(Listed person) {
        Role invitedAs = person.invitedAs();
        return invitedAs == null
                ? "As everyone"
                : "As invited: " + AccessPreset.words(invitedAs).toLowerCase(Locale.ROOT);
    }

    private ComboBox<Choice> roles(Listed person, Choice now) {
        ComboBox<Choice> box = new ComboBox<>();
        box.setId("access-of-" + person.client());
        box.setAccessibleText("What " + person.name() + " may do");
        box.setMinWidth(ROLE_WIDTH);
        box.setMaxWidth(ROLE_WIDTH);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice choice) {
                Role role = choice == null ? null : choice.role();
                return role == null ? withoutOwn(person) : AccessPreset.words(role);
            }

            @Override
            public @Nullable Choice fromString(String text) {
                return null;
            }
        });
        box.getItems().add(new Choice(null));
        for (Role role : List.of(Role.HOST, Role.EDITOR, Role.VIEWER, Role.NONE)) {
            box.getItems().add(new Choice(role));
        }
        box.setValue(now);
        box.setOnAction(chosen -> {
            Choice choice = box.getValue();
            if (choice != null && !choice.equals(now)) {
                set(AccessChange.NOTHING.client(person.client(), choice.role()));
            }
        });
        return box;
    }

    private void set(AccessChange change) {
        CompletionStage<?> done = room.setAccess(change);
        done.whenComplete((receipt, failure) -> {
            problem.setText(failure == null ? "" : Failures.words(failure));
            shown = null; // what was chosen may not be so
            show();
        });
    }
}
