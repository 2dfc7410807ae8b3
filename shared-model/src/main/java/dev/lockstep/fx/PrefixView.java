package dev.lockstep.fx;

import java.util.Set;

/** A collection made of the entries right below a prefix. */
interface PrefixView {

    String prefix();

    /**
     * Some of its entries may look different.
     *
     * @param keys of entries right below the prefix
     * @return whether it wants to be asked at the next change too, whatever that is of
     */
    boolean changed(Set<String> keys);
}
