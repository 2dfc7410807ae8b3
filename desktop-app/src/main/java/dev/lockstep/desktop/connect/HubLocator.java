package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.lockstep.client.HubProbe;
import dev.lockstep.discovery.HubFinder;

/**
 * Finds where a hub is that is known by its key: at one of the addresses that were given, else wherever it answers in the network now.
 * Whoever else listens at an address is passed over.
 */
public final class HubLocator {

    private static final Logger LOG = System.getLogger(HubLocator.class.getName());

    /** What a hub in the network takes to answer, TLS included. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private static final long HEAD_START_MILLIS = 250;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Asks which hub listens at an address; see {@link HubProbe#ask}. */
    interface Prober {
        HubProbe.Finding ask(String url, Duration patience) throws InterruptedException;
    }

    /** Looks for hubs in the network; see {@link HubFinder#start}. */
    interface Finder {

        /** Returns what ends it. */
        Runnable start(String hub, Consumer<List<HubFinder.Found>> listener) throws IOException;
    }

    private final Prober prober;
    private final Finder finder;
    private final Duration patience;

    public HubLocator() {
        this(HubProbe::ask, (hub, listener) -> HubFinder.start(hub, listener)::close, PATIENCE);
    }

    HubLocator(Prober prober, Finder finder, Duration patience) {
        this.prober = prober;
        this.finder = finder;
        this.patience = patience;
    }

    /**
     * Returns at once.
     *
     * @param hub the hash of its public key
     * @param urls where it may be, at least one
     * @return where it is, on any thread, within seconds; the first of {@code urls} where it does not answer at all
     */
    public CompletionStage<String> locate(String hub, List<String> urls) {
        CompletableFuture<String> found = new CompletableFuture<>();
        Set<String> asked = ConcurrentHashMap.newKeySet();
        urls.forEach(url -> ask(hub, url, asked, found));
        Runnable stop = look(
                hub,
                heard -> heard.stream()
                        .filter(each -> each.hub().hub().equals(hub))
                        .flatMap(each -> each.urls().stream())
                        .forEach(url -> ask(hub, url, asked, found)));
        return found.completeOnTimeout(urls.get(0), patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((url, failure) -> stop.run());
    }

    private Runnable look(String hub, Consumer<List<HubFinder.Found>> listener) {
        try {
            return finder.start(hub, listener);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "hubs in the network can't be looked for", e);
            return () -> {};
        }
    }

    /** Each address has a head start before the next, since the best come first (as RFC 8305 has it, section 5). */
    private void ask(String hub, String url, Set<String> asked, CompletableFuture<String> found) {
        int before = asked.size();
        if (asked.add(url)) {
            Executor later = CompletableFuture.delayedExecutor(
                    before * HEAD_START_MILLIS, TimeUnit.MILLISECONDS, HubLocator::runAside);
            later.execute(() -> {
                try {
                    HubProbe.Finding finding =
                            found.isDone() ? new HubProbe.Finding.Nothing() : prober.ask(url, ANSWER);
                    if (finding instanceof HubProbe.Finding.Hub there
                            && there.id().equals(hub)) {
                        found.complete(url);
                    }
                } catch (InterruptedException | IllegalArgumentException e) {
                    LOG.log(Level.DEBUG, "nothing found at {0}: {1}", url, e.getMessage());
                }
            });
        }
    }

    private static void runAside(Runnable task) {
        Thread thread = new Thread(task, "lockstep-locator");
        thread.setDaemon(true);
        thread.start();
    }
}
