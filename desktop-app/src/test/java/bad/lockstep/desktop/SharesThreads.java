package bad.lockstep.desktop;

import java.util.concurrent.CompletableFuture;

final class SharesThreads {

    private SharesThreads() {}

    static CompletableFuture<String> read() {
        return CompletableFuture.supplyAsync(() -> "a file");
    }
}
