package dev.lockstep.hub;

import dev.lockstep.discovery.EmbeddedHub;

/** A hub inside a program, for its own windows; see {@link EmbeddedHub}. Public, since it is found by its name. */
public final class MemoryHub implements EmbeddedHub.Provider {

    @Override
    public EmbeddedHub start() {
        Hub hub = Hub.start(HubOptions.defaults().withPort(0));
        return new EmbeddedHub() {
            @Override
            public String url() {
                return hub.url();
            }

            @Override
            public void close() {
                hub.close();
            }
        };
    }
}
