package bad.lockstep;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.testfx.util.WaitForAsyncUtils;

/** One constructor or method for each way. */
final class Sleeps {

    private Sleeps() {}

    static void inThread() throws InterruptedException {
        Thread.sleep(1);
    }

    static void inTimeUnit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }

    static void parked() {
        LockSupport.parkNanos(1);
    }

    static void parkedUntil() {
        LockSupport.parkUntil(1);
    }

    static void byReference() {
        List.of(1L).forEach(LockSupport::parkNanos);
    }

    static synchronized void inMonitor() throws InterruptedException {
        Sleeps.class.wait(1);
    }

    static void ofALibrary() {
        WaitForAsyncUtils.sleep(1, TimeUnit.MILLISECONDS);
    }
}
