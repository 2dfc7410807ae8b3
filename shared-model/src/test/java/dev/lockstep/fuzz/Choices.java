package dev.lockstep.fuzz;

import java.util.List;

/** The bytes of an input as one choice after another: {@code '0'} takes the first, {@code '1'} the second and so on. */
final class Choices {

    private final byte[] input;
    private int at;

    Choices(byte[] input) {
        this.input = input;
    }

    boolean isOver() {
        return at >= input.length;
    }

    /** A letter for what to do next. */
    char letter() {
        return isOver() ? 0 : (char) (input[at++] & 0xff);
    }

    /** From 0 up to, not including, {@code bound}; 0 where the input is over. */
    int below(int bound) {
        return isOver() ? 0 : Math.floorMod(input[at++] - '0', bound);
    }

    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
