package dev.lockstep.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/**
 * Machines and switches, made of Linux's network namespaces; needs the right to make them. Where that is missing, tests are aborted with
 * what to do, or fail with {@code -Dlockstep.namespaces.required=true}.
 */
final class Lan implements AutoCloseable {

    private static final String REQUIRED = "lockstep.namespaces.required";

    private final String prefix = "ls" + ProcessHandle.current().pid();
    private final String switches = prefix + "sw";
    private final List<String> machines = new ArrayList<>();
    private final List<Machine> running = new ArrayList<>();
    private int cables;

    private Lan() {}

    static Lan make() {
        Lan lan = new Lan();
        String problem = lan.problem("ip", "netns", "add", lan.switches);
        if (problem != null) {
            String advice = "no network namespaces: " + problem + "; run as root on Linux, with iproute2 installed";
            if (Boolean.getBoolean(REQUIRED)) {
                throw new AssertionError(advice);
            }
            System.err.println("SKIPPED, " + advice);
            Assumptions.abort(advice);
        }
        return lan;
    }

    /** A switch called {@code name}; at most 10 characters. */
    void addSwitch(String name) {
        run("ip", "-n", switches, "link", "add", name, "type", "bridge");
        run("ip", "-n", switches, "link", "set", name, "up");
    }

    /** A machine that is connected to nothing. */
    void addMachine(String name) {
        run("ip", "netns", "add", namespace(name));
        machines.add(name);
        on(name, "link", "set", "lo", "up");
    }

    /** Plugs a cable into {@code machine}, where it is called {@code card}; returns its end at the switch. */
    String plug(String machine, String card, String toSwitch, String address) {
        String end = "p" + cables++;
        run(
                "ip",
                "-n",
                switches,
                "link",
                "add",
                end,
                "type",
                "veth",
                "peer",
                "name",
                card,
                "netns",
                namespace(machine));
        run("ip", "-n", switches, "link", "set", end, "master", toSwitch, "up");
        on(machine, "link", "set", card, "up");
        on(machine, "address", "add", address, "broadcast", "+", "dev", card);
        return end;
    }

    /** Runs {@code ip} with {@code arguments} on {@code machine}. */
    void on(String machine, String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace(machine)));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** Runs {@code ip} with {@code arguments} where the switches are. */
    void onSwitches(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", switches));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** Starts a program on {@code machine}; see {@link Program}. */
    Machine start(String machine, String... arguments) {
        Machine started = new Machine(List.of("ip", "netns", "exec", namespace(machine)), arguments);
        running.add(started);
        return started;
    }

    private String namespace(String machine) {
        return prefix + machine;
    }

    private void run(String... command) {
        String problem = problem(command);
        if (problem != null) {
            throw new AssertionError(String.join(" ", command) + ": " + problem);
        }
    }

    /** Null where there is none. */
    private String problem(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? null : said.strip();
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        running.forEach(Machine::close);
        machines.forEach(machine -> problem("ip", "netns", "delete", namespace(machine)));
        problem("ip", "netns", "delete", switches);
    }
}
