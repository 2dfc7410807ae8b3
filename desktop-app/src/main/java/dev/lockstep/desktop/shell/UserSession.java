package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.collections.MapChangeListener;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.Identity;
import dev.lockstep.client.LostHistory;
import dev.lockstep.client.PairingWords;
import dev.lockstep.desktop.connect.ConnectionCheck;
import dev.lockstep.desktop.connect.HubAddress;
import dev.lockstep.desktop.connect.LettingIn;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.UnreadWatch;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;

/**
 * One person at this machine: an identity with its connection, and the windows that share it. All windows of a session
 * change in the same pulse, since they are windows on one replica. The connection ends with the last window.
 *
 * <p>On the JavaFX thread.
 */
public final class UserSession implements SignInView.Starts {

    private static final String RECENT = "hub.recent";
    /** The pause between two searches for a hub that does not answer where it was. */
    private static final long LOCATE_PAUSE_MILLIS = 3_000;

    private static final int RECENT_MAX = 8;
    private static final long IDLE_MILLIS = 300_000;

    /** The pause before a hub is looked for again where there was none. */
    private static final Duration RETRY = Duration.seconds(10);

    private static final String UNREACHABLE = "unreachable";
    private static final String OTHER_HUB = "other-hub";
    private static final String UNSENT = "unsent";

    private final AppServices services;
    private final RefusalsModel refusals = new RefusalsModel();
    private final List<ShellWindow> windows = new ArrayList<>();
    private final InactivityTimer idle;
    private SignIn signIn;
    private String where = "";
    private @Nullable Connection connection;
    private final Notices notices = new Notices();
    private final Alerts alerts;
    private final Consumer<String> problems = this::showProblem;
    private int problemsShown;
    private boolean local; // whether it is the hub of this user on this machine
    private @Nullable String owedHub; // the one that was there, and is owed something
    private @Nullable String acceptedHub; // chosen in place of the one that was there
    private boolean directoryPlanned;
    private boolean unreachableShown; // since the hub was there last
    private boolean locating; // whether the hub is looked for elsewhere
    private @Nullable LettingIn lettingIn; // while this person asks to be let in
    private @Nullable Doorbell doorbell; // of the hub that this person hosts
    private int attempts; // what an earlier one finds is too late

    /** What there is while there is a connection. */
    record Connection(
            Lockstep lockstep, RoomPool rooms, HubDirectory directory, UnreadWatch unread, RoomsModel roomsModel) {}

    /** @param signIn who it is, and where to */
    public UserSession(AppServices services, SignIn signIn) {
        this.services = services;
        this.signIn = signIn;
        this.alerts = new Alerts(services.theme(), notices, windows);
        this.idle = new InactivityTimer(IDLE_MILLIS, System::nanoTime, this::later, this::showWhere);
        services.hubs().whenHosting(this::hubChanged);
        services.problems().add(problems);
    }

    AppServices services() {
        return services;
    }

    /**
     * A window that opens {@code room} as soon as there is a hub.
     *
     * @param tab the id of the tab that it opens first
     */
    public ShellWindow newWindow(Stage stage, String room, String tab) {
        ShellWindow window = new ShellWindow(stage, this, room, tab);
        windows.add(window);
        Connection connected = connection;
        if (connected != null) {
            window.connected(connected);
        }
        return window;
    }

    RefusalsModel refusals() {
        return refusals;
    }

    // ---- getting to a hub

    /** Asks who it is, and where to. */
    public void ask(String why) {
        attempts++;
        giveUpAsking();
        List<String> recent = services.settings().list(RECENT);
        List.copyOf(windows).forEach(window -> window.ask(signIn, why, recent));
    }

    @Override
    public void askFirst(SignIn chosen, @Nullable PairingWords words) {
        signIn = chosen;
        int attempt = ++attempts;
        CompletionStage<Void> free = disconnect();
        LettingInModel lettingInModel = new LettingInModel(words != null);
        List<String> urls = new ArrayList<>(List.of(HubAddress.url(String.valueOf(chosen.address()))));
        urls.addAll(chosen.otherAddresses());
        LettingIn asking = LettingIn.begin(
                urls, chosen.hub(), chosen.identity(), words, services.fx(), lettingInModel::showDigits);
        lettingIn = asking;
        List.copyOf(windows).forEach(window -> window.showLettingIn(lettingInModel));
        asking.result().whenComplete((letIn, failure) -> {
            if (attempt != attempts) {
                return; // it was given up
            } else if (letIn == null) {
                ask("You can't come in: " + Failures.words(failure) + ".");
            } else {
                lettingInModel.letIn(() -> free.whenCompleteAsync(
                        (done, problem) -> {
                            if (attempt == attempts) {
                                start(signIn.letIn(letIn));
                            }
                        },
                        services.fx()));
            }
        });
    }

    @Override
    public void start(SignIn chosen) {
        signIn = chosen;
        chosen.remember(services.settings());
        begin();
    }

    private void giveUpAsking() {
        LettingIn asking = lettingIn;
        lettingIn = null;
        if (asking != null) {
            asking.cancel();
        }
    }

    /** Goes to the hub; windows wait for it. */
    public void begin() {
        int attempt = ++attempts;
        CompletionStage<Void> free = disconnect(); // what the last connection keeps is the next one's
        List.copyOf(windows).forEach(ShellWindow::showWaiting);
        free.thenRunAsync(() -> goOn(attempt), services.fx());
    }

    private void goOn(int attempt) {
        if (attempt != attempts) {
            return;
        }
        String address = signIn.address();
        if (address != null) {
            List<String> recent = new ArrayList<>(services.settings().list(RECENT));
            recent.remove(address);
            recent.add(0, address);
            services.settings().setList(RECENT, recent.subList(0, Math.min(RECENT_MAX, recent.size())));
            goTo(attempt, HubAddress.url(address));
            return;
        }
        services.hubs().local().whenComplete((found, failure) -> {
            if (attempt != attempts) {
                return;
            }
            if (found == null) {
                failed(Failures.words(failure));
            } else {
                tryToConnect(found);
                hubChanged();
            }
        });
    }

    /** To a hub that may have moved, if it is known which it is. */
    private void goTo(int attempt, String url) {
        String hub = signIn.hub();
        if (hub == null) {
            tryToConnect(LocalHub.Found.at(url));
            return;
        }
        List<String> urls = new ArrayList<>(List.of(url));
        urls.addAll(signIn.otherAddresses());
        services.hubs().locate(hub, urls).thenAccept(found -> {
            if (attempt == attempts) {
                acceptedHub = hub;
                tryToConnect(LocalHub.Found.at(found));
            }
        });
    }

    private void tryToConnect(LocalHub.Found found) {
        try {
            String accepted = acceptedHub;
            acceptedHub = null;
            connected(found.accepting(accepted), signIn.identity());
        } catch (RuntimeException e) { // what is kept of this client can't be used, for one
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** There is a hub: the windows open their rooms. */
    public void connected(LocalHub.Found found, Identity me) {
        Lockstep lockstep = services.connector().apply(found, me);
        local = found.local();
        where = found.url();
        if (windows.isEmpty()) {
            lockstep.close();
            return;
        }
        RoomPool rooms = new RoomPool(lockstep);
        rooms.whenOpened(room -> room.lostHistoryProperty().addListener((property, was, now) -> showLoss(room, now)));
        UnreadWatch unread = services.unread().make(rooms, this::mentioned, services.fx());
        unread.unread().addListener(this::unreadChanged);
        HubDirectory directory = new HubDirectory(rooms, services.views(), this::directoryChanged);
        RoomsModel roomsModel = new RoomsModel(services.settings(), found.url(), lockstep, directory, unread);
        Connection connected = new Connection(lockstep, rooms, directory, unread, roomsModel);
        connection = connected;
        doorbell = local ? new Doorbell(rooms, notices, alerts::rung) : null;
        lockstep.statusProperty().addListener((status, before, now) -> {
            boolean refused = now.phase() == ConnectionStatus.Phase.CLOSED && connected.equals(connection);
            if (refused) {
                signIn.forgetToken(services.settings());
                ask("You can't come in: " + now.reason() + ".");
            } else if (connected.equals(connection)) {
                showOtherHub(lockstep, now.phase());
                knowPlace(lockstep, now.phase());
                showUnreachable(now);
                if (now.isLive() && Objects.equals(lockstep.hub(), owedHub)) {
                    notices.remove(UNSENT); // it gets what waited for it
                }
            }
        });
        List.copyOf(windows).forEach(window -> window.connected(connected));
        hubChanged();
        moved();
    }

    /** A hub elsewhere is known by its key from the first contact on, and found by that where it has moved. */
    private void knowPlace(Lockstep lockstep, ConnectionStatus.Phase phase) {
        String hub = lockstep.hub();
        if (local || hub == null) {
            return;
        }
        if (phase == ConnectionStatus.Phase.LIVE && !hub.equals(signIn.hub())) {
            signIn = signIn.withHub(hub);
            signIn.remember(services.settings());
        } else if (phase == ConnectionStatus.Phase.RECONNECTING && !locating) {
            locating = true;
            locateAgain(hub, attempts);
        }
    }

    /** A hub elsewhere does not answer: says so, and offers to find out why. */
    private void showUnreachable(ConnectionStatus now) {
        if (now.isLive()) {
            notices.remove(UNREACHABLE);
        } else if (now.phase() == ConnectionStatus.Phase.RECONNECTING && !local && !unreachableShown) {
            unreachableShown = true;
            notices.show(new Notice(
                    UNREACHABLE,
                    "The hub at " + HubAddress.shown(where)
                            + " does not answer. You can go on; what you change is sent when it" + " is back.",
                    List.of(new Notice.Choice("Why can’t I connect?", this::showCheck))));
        }
        unreachableShown &= !now.isLive();
    }

    /** Finds out why the hub can't be reached, and shows it beside a window. */
    void showCheck() {
        Stage owner = windows.stream()
                .filter(ShellWindow::isFocused)
                .findFirst()
                .orElse(windows.get(0))
                .stage();
        CheckDialog dialog = new CheckDialog(owner, HubAddress.shown(where));
        dialog.show();
        List<ConnectionCheck.Step> found = new ArrayList<>();
        services.hubs()
                .check(where, signIn.hub(), steps -> {
                    found.clear();
                    found.addAll(steps);
                    dialog.show(steps, false);
                })
                .thenRun(() -> dialog.show(List.copyOf(found), true));
    }

    private void locateAgain(String hub, int attempt) {
        services.hubs().locate(hub, List.of(where)).thenAccept(found -> {
            Connection connected = connection;
            boolean lost = attempt == attempts
                    && connected != null
                    && connected.lockstep().statusProperty().get().phase() == ConnectionStatus.Phase.RECONNECTING;
            if (lost && !found.equals(where)) {
                locating = false;
                signIn = signIn.at(found);
                signIn.remember(services.settings());
                begin();
            } else if (lost) {
                later(LOCATE_PAUSE_MILLIS, () -> locateAgain(hub, attempt));
            } else {
                locating = false;
            }
        });
    }

    /** Another hub answers than the one that this person works with: nothing of it is shown before they choose so. */
    private void showOtherHub(Lockstep lockstep, ConnectionStatus.Phase phase) {
        String other = lockstep.otherHub();
        if (phase != ConnectionStatus.Phase.OTHER_HUB || other == null) {
            notices.remove(OTHER_HUB);
            return;
        }
        notices.show(new Notice(
                OTHER_HUB,
                "Another hub answers at " + where
                        + " than the one that you worked with. You see your rooms as they were; what you"
                        + " change waits for their own hub, and goes there when it is back.",
                List.of(new Notice.Choice("Work with the other hub", () -> {
                    int unsent = lockstep.unsent();
                    owedHub = lockstep.hub();
                    acceptedHub = other;
                    signIn = signIn.withHub(other);
                    begin();
                    showUnsent(unsent);
                }))));
    }

    /** What is left for a hub that this person does not work with any more. */
    private void showUnsent(int unsent) {
        if (unsent > 0) {
            String what = unsent == 1 ? "One change of yours waits" : unsent + " changes of yours wait";
            notices.show(new Notice(
                    UNSENT,
                    what + " for the hub that was at " + where + " before, and " + (unsent == 1 ? "goes" : "go")
                            + " there when you work with it again.",
                    List.of()));
        }
    }

    /** The hub has less of a room than this program: it says so, and offers what it still knows. */
    private void showLoss(SharedRoom room, @Nullable LostHistory lost) {
        String id = "lost-" + room.name();
        if (lost == null) {
            notices.remove(id);
            return;
        }
        String where = DisplayText.line(RoomWords.of(room.name(), services.views()), 100);
        String what = lost.left() == 0
                ? "The hub does not know any more what was in " + where + "."
                : "The hub has lost the last " + lost.commits() + " changes of " + where
                        + ": it continues from an older state.";
        int entries = lost.entries();
        notices.show(new Notice(
                id,
                what + (entries == 0 ? "" : " This program can put back " + entries + " of the entries."),
                entries == 0
                        ? List.of()
                        : List.of(new Notice.Choice("Put them back", () -> {
                            CompletionStage<Integer> done = room.putBack(lost);
                            done.thenAccept(count -> notices.show(new Notice(
                                    id,
                                    count + " of " + entries + " entries in " + where + " were put back"
                                            + (count < entries ? "; the others were changed meanwhile." : "."),
                                    List.of())));
                        }))));
    }

    /** Something of what is kept is lost, or nothing can be kept. */
    private void showProblem(String problem) {
        notices.show(new Notice("problem-" + ++problemsShown, problem, List.of()));
    }

    Notices notices() {
        return notices;
    }

    /** Says it, and tries again by itself: a hub may be slow to start, or its data still be in use. */
    private void failed(String reason) {
        List.copyOf(windows).forEach(window -> window.failed(reason, this::begin));
        int attempt = attempts;
        PauseTransition pause = new PauseTransition(RETRY);
        pause.setOnFinished(over -> {
            if (attempt == attempts && connection == null && !windows.isEmpty()) {
                begin();
            }
        });
        pause.play();
    }

    /** Completes when nothing of the connection is left. */
    private CompletionStage<Void> disconnect() {
        Connection connected = connection;
        List.copyOf(windows).forEach(ShellWindow::disconnected);
        connection = null;
        if (connected == null) {
            return CompletableFuture.completedStage(null);
        }
        if (doorbell != null) {
            doorbell.close();
            doorbell = null;
        }
        connected.roomsModel().close();
        connected.unread().close();
        connected.directory().close();
        connected.lockstep().close();
        return connected.lockstep().closed();
    }

    /** Another person at the same machine, with a window of their own. */
    void newUser(String name, String room, String tab) {
        UserSession userSession = new UserSession(services, signIn.as(name));
        userSession.newWindow(new Stage(), room, tab).show();
        userSession.begin();
    }

    void closed(ShellWindow window) {
        windows.remove(window);
        if (windows.isEmpty()) {
            idle.stop();
            attempts++;
            giveUpAsking();
            services.problems().remove(problems);
            CompletionStage<Void> closing = disconnect();
            closing.exceptionally(failure -> null);
        } else {
            showWhere();
        }
    }

    // ---- where this person is, and where others are

    /** Something was done in a window, or another room or view is shown. */
    void moved() {
        idle.restart();
        showWhere();
    }

    void later(long millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, services.fx())
                .execute(task);
    }

    void showWhere() {
        Connection connected = connection;
        if (connected != null && !windows.isEmpty()) {
            ShellWindow front =
                    windows.stream().filter(ShellWindow::isFocused).findFirst().orElse(windows.get(0));
            boolean away = !idle.isActive();
            boolean shown = !front.isPrivate(); // where somebody is in a private room is for nobody else
            connected.directory().show(shown ? front.roomName() : "", shown ? front.viewId() : "", away);
        }
    }

    /** Somebody came, went or moved, or a title is another: it is shown a moment later, once for all that changed. */
    void directoryChanged() {
        if (!directoryPlanned) {
            directoryPlanned = true;
            services.fx().execute(this::showDirectory);
        }
    }

    private void showDirectory() {
        directoryPlanned = false;
        Connection connected = connection;
        if (connected != null) {
            connected.roomsModel().look();
            List.copyOf(windows).forEach(ShellWindow::directoryChanged);
        }
    }

    /** Not where the person looks at it just now, or does not want to know. */
    private void mentioned(UnreadWatch.Mention mention) {
        Connection connected = connection;
        boolean looking = windows.stream().anyMatch(window -> window.isLookingAt(mention.room(), mention.view()));
        if (connected == null || looking || connected.roomsModel().isMuted(mention.room()) || windows.isEmpty()) {
            return;
        }
        alerts.mentioned(mention, connected.directory().titleOf(mention.room()));
    }

    /** What was said to this person in a room is over when it was read there. */
    private void unreadChanged(MapChangeListener.Change<? extends String, ? extends UnreadWatch.Unread> change) {
        if (!change.wasAdded() || !change.getValueAdded().mentioned()) {
            alerts.read(change.getKey());
        }
    }

    // ---- where the hub is

    /** What others see this person as. */
    String name() {
        return signIn.name();
    }

    String color() {
        return signIn.identity().color();
    }

    /** Whether this program hosts the hub that it is connected to. */
    boolean isHosting() {
        return local && services.hubs().isHosting();
    }

    /** Where the hub is, in words. */
    String where() {
        if (!isHosting()) {
            return HubAddress.shown(where);
        }
        List<String> urls = services.hubs().sharing().urls();
        return urls.isEmpty()
                ? "hosted by this program"
                : "shared at " + urls.stream().map(HubAddress::shown).collect(Collectors.joining(", "));
    }

    /** The windows say anew where it is. */
    void hubChanged() {
        List.copyOf(windows).forEach(ShellWindow::showHub);
    }
}
