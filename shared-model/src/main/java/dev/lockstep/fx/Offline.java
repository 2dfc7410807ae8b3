package dev.lockstep.fx;

/** What becomes of a change that is made while there is no connection to the room; see {@link SharedRoom#setOffline}. */
public enum Offline {

    /** It waits, and is done when there is a connection again, over what others may have done meanwhile. */
    QUEUE,

    /**
     * It waits, and is done if nobody else has changed the entry meanwhile; else it is refused {@code conflict}, and told with its value. For records
     * of which nobody is to overwrite what they have not seen. What
     * is written before the entry has arrived here for the first time is refused where there is one.
     */
    QUEUE_IF_UNCHANGED,

    /** It is refused {@code unavailable} at once. For what means nothing later. */
    REFUSE
}
