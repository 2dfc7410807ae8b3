package dev.lockstep.fuzz;

/** The grammar of JSON once more, written for nothing but to say yes or no: what the parser is held against. */
final class Rfc8259 {

    private static final int DEPTH_MAX = 69;

    /** Shorter and smaller numbers are in the way of no limit. */
    private static final int PLAIN_NUMBER_CHARS = 200;

    private static final int PLAIN_EXPONENT_CHARS = 4;

    private final String text;
    private int at;
    private int deepest;
    private boolean plainNumbers = true;

    private Rfc8259(String text) {
        this.text = text;
    }

    /** Whether {@code text} is one JSON value. */
    static boolean isJson(String text) {
        return new Rfc8259(text).whole();
    }

    /** Whether it is one that is within the limits on nesting and numbers beyond doubt. */
    static boolean isPlainJson(String text) {
        Rfc8259 json = new Rfc8259(text);
        return json.whole() && json.plainNumbers && json.deepest <= DEPTH_MAX;
    }

    private boolean whole() {
        return value(0) && at == text.length();
    }

    /** A value with the space around it. */
    private boolean value(int depth) {
        deepest = Math.max(deepest, depth);
        space();
        boolean ok = switch (peek()) {
            case '{' -> items('{', '}', depth);
            case '[' -> items('[', ']', depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
        space();
        return ok;
    }

    private boolean items(char open, char close, int depth) {
        take(open);
        space();
        if (take(close)) {
            deepest = Math.max(deepest, depth + 1);
            return true;
        }
        do {
            space();
            if (open == '{' && !(string() && spaceAnd(':'))) {
                return false;
            }
            if (!value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(close);
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (peek() >= ' ' && peek() != '"') {
            if (take('\\')) {
                char escape = peek();
                at++;
                if (escape == 'u' ? !fourHexDigits() : "\"\\/bfnrt".indexOf(escape) < 0) {
                    return false;
                }
            } else {
                at++;
            }
        }
        return take('"');
    }

    private boolean fourHexDigits() {
        int end = at + 4;
        while (at < end && Character.digit(peek(), 16) >= 0 && peek() < 128) {
            at++;
        }
        return at == end;
    }

    private boolean number() {
        int from = at;
        take('-');
        if (!take('0') && digits() == 0) {
            return false;
        }
        if (take('.') && digits() == 0) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            int exponent = digits();
            if (exponent == 0) {
                return false;
            }
            plainNumbers &= exponent <= PLAIN_EXPONENT_CHARS;
        }
        plainNumbers &= at - from <= PLAIN_NUMBER_CHARS;
        return true;
    }

    private int digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at - from;
    }

    private boolean word(String word) {
        boolean here = text.startsWith(word, at);
        at += here ? word.length() : 0;
        return here;
    }

    private boolean spaceAnd(char wanted) {
        space();
        return take(wanted);
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean here = at < text.length() && text.charAt(at) == wanted;
        at += here ? 1 : 0;
        return here;
    }

    /** The next character, a 0 at the end: where one stands in the text, it is refused all the same. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
