package dev.lockstep.fx;

import java.util.Set;

/** A collection made of the entries right below a prefix. */
interface PrefixView {

    String prefix();

    /**
     * Some of its entries may look different.
     *
     * @param keys of entries right below the prefix
     */
    void changed(Set<String> keys);
}
