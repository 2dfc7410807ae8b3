package dev.lockstep.desktop.connect;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.client.Pairing;
import dev.lockstep.client.PairingWords;

/**
 * Gets somebody in who has neither token nor invite, at the first of several addresses where that works: by asking whoever hosts the hub, or
 * by words that these have said. On the JavaFX thread.
 */
public final class LettingIn {

    /**
     * Who was let in.
     *
     * @param url where
     * @param by which hub that is, and what takes the place of its token
     */
    public record LetIn(String url, Pairing.LetIn by) {}

    private final List<String> urls;
    private final @Nullable String hub;
    private final Identity me;
    private final @Nullable PairingWords words;
    private final Executor fx;
    private final Consumer<String> onDigits;
    private final CompletableFuture<LetIn> result = new CompletableFuture<>();
    private @Nullable Pairing now;
    private boolean cancelled;

    private LettingIn(
            List<String> urls,
            @Nullable String hub,
            Identity me,
            @Nullable PairingWords words,
            Executor fx,
            Consumer<String> onDigits) {
        this.urls = List.copyOf(urls);
        this.hub = hub;
        this.me = me;
        this.words = words;
        this.fx = fx;
        this.onDigits = onDigits;
    }

    /**
     * Begins with it.
     *
     * @param urls where the hub may be, the best first; with words, where any hub is that may be meant
     * @param hub which hub it has to be, the hash of its public key; null for any
     * @param words null to ask whoever hosts it
     * @param fx runs what it is given on the JavaFX thread, later
     * @param onDigits told what whoever hosts it sees too
     */
    public static LettingIn begin(
            List<String> urls,
            @Nullable String hub,
            Identity me,
            @Nullable PairingWords words,
            Executor fx,
            Consumer<String> onDigits) {
        LettingIn letting = new LettingIn(urls, hub, me, words, fx, onDigits);
        letting.tryNext(0, "there is no address to ask at");
        return letting;
    }

    /** Fails with a message for people. */
    public CompletionStage<LetIn> result() {
        return result;
    }

    /** Nobody waits for it any more. */
    public void cancel() {
        cancelled = true;
        if (now != null) {
            now.close();
        }
    }

    private void tryNext(int index, String problem) {
        if (cancelled || index >= urls.size()) {
            result.completeExceptionally(new IllegalStateException(problem));
            return;
        }
        String url = urls.get(index);
        PairingWords said = words;
        Pairing pairing;
        try {
            pairing = said == null
                    ? Pairing.byDigits(url, me, digits -> fx.execute(() -> onDigits.accept(digits)))
                    : Pairing.byWords(url, me, said);
        } catch (IllegalArgumentException e) { // what was announced, for one
            tryNext(index + 1, String.valueOf(e.getMessage()));
            return;
        }
        now = pairing;
        pairing.result().whenCompleteAsync((letIn, failure) -> came(index, url, letIn, failure), fx);
    }

    private void came(int index, String url, Pairing.@Nullable LetIn letIn, @Nullable Throwable failure) {
        if (letIn == null) {
            boolean elsewhere =
                    words != null || (failure instanceof Pairing.TurnedAwayException why && why.isUnreachable());
            String problem = failure == null ? "" : String.valueOf(failure.getMessage());
            tryNext(elsewhere ? index + 1 : urls.size(), problem);
        } else if (hub != null && !hub.equals(letIn.hub())) {
            result.completeExceptionally(
                    new IllegalStateException("another hub answers there than the one that was chosen"));
        } else {
            result.complete(new LetIn(url, letIn));
        }
    }
}
