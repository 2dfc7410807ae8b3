package dev.lockstep.bench;

/** What is measured. */
enum ServerKind {
    /** Jetty alone: each message is written to each connection, and nothing in it is looked at. */
    JETTY("raw Jetty"),

    /** The hub, keeping nothing, and taking as much of one client as it can send. */
    HUB_MEMORY("hub, memory"),

    /** The hub with every commit synced to the disk, and taking as much of one client as it can send. */
    HUB_SQLITE("hub, SQLite"),

    /** The hub as it comes. */
    HUB_DEFAULTS("hub, as it comes");

    private final String label;

    ServerKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isHub() {
        return this != JETTY;
    }
}
