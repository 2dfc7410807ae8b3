package bad.lockstep.disk;

import dev.lockstep.model.Json;

/** A bad sample: the disk that knows what is on it. */
final class BadDisk {

    private BadDisk() {}

    static Json read() {
        return Json.ofNull();
    }
}
