package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.EmojiGlyphs;

/**
 * Where each letter of a shape's text is drawn, for who types it: in board units, before the shape is turned. Places in the text are
 * counted in characters, as a caret's are. Immutable; needs no toolkit.
 */
public final class TypedText {

    private final double size;
    private final double top;
    private final int length;
    private final List<Row> rows = new ArrayList<>();

    /** A line as it is seen; {@code begin} and {@code end} are places in the text. */
    private record Row(String text, int begin, int end, int mark, double left, TextLine line) {}

    /**
     * Where a caret stands.
     *
     * @param row which line it is in, counted from 0
     */
    public record Caret(double x, double top, double height, int row) {}

    /**
     * A place in the text.
     *
     * @param atEnd whether it is the end of a line, and not the beginning of the one that goes on below
     */
    public record Hit(int index, boolean atEnd) {}

    private TypedText(Shape shape) {
        String text = DisplayText.text(shape.text(), ShapeCodec.TEXT_MAX);
        this.size = shape.look().fontSize();
        this.length = text.length();
        List<TextLayout.Line> lines = TextLayout.of(shape);
        this.top = TextLayout.top(shape, lines.size());
        for (TextLayout.Line line : lines) {
            int end = Math.min(length, line.end());
            String all = line.mark() + text.substring(Math.min(end, line.begin()), end);
            TextLine seen = TextLine.of(all); // spaces at its end are typed too
            boolean spaces = TextLayout.isCentered(shape) && !all.equals(line.text());
            double drawn = spaces ? TextLine.of(line.text()).width() : seen.width();
            double left = TextLayout.left(shape, seen, drawn);
            rows.add(new Row(all, Math.min(end, line.begin()), end, line.mark().length(), left, seen));
        }
    }

    /** Of the text that {@code shape} has now, spaces at its end too. */
    public static TypedText of(Shape shape) {
        return new TypedText(shape);
    }

    private double rowHeight() {
        return TextLayout.LINE_HEIGHT * size;
    }

    /**
     * Where a caret before the character at {@code index} stands.
     *
     * @param atEnd whether it stands at the end of the line before where the one at {@code index} was begun for want of room
     */
    public Caret caret(int index, boolean atEnd) {
        int at = Math.max(0, Math.min(length, index));
        int row = row(at);
        if (atEnd && row > 0 && rows.get(row).begin() == at && rows.get(row - 1).end() == at) {
            row--;
        }
        return new Caret(x(rows.get(row), at), top + row * rowHeight(), rowHeight(), row);
    }

    /** The last line that begins at {@code index} or before. */
    private int row(int index) {
        int low = 0;
        int high = rows.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rows.get(middle).begin() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Behind the character before it, which was typed last; at the beginning of a line before the one there. */
    private double x(Row row, int index) {
        int at = Math.min(row.end(), index) - row.begin() + row.mark();
        boolean first = at <= row.mark();
        TextLine.Piece found = null;
        for (TextLine.Piece piece : row.line().all()) {
            boolean has = first ? piece.from() <= at && at < piece.to() : piece.from() < at && at <= piece.to();
            if (has) {
                found = piece;
                break;
            }
        }
        if (found == null) {
            return row.left() + (row.line().isRightToLeft() ? row.line().width() * size : 0);
        }
        return row.left() + x(row, found, at) * size;
    }

    /** Of a place in a piece, in font sizes. */
    private double x(Row row, TextLine.Piece piece, int at) {
        double before = at == piece.from() ? 0 : at == piece.to() ? piece.width() : within(row, piece, at);
        return piece.x() + (piece.turned() ? piece.width() - before : before);
    }

    private double within(Row row, TextLine.Piece piece, int at) {
        if (piece.emoji() != null || piece.text().isEmpty()) {
            return 0; // a picture is before or behind a caret
        }
        return TextLayout.lettersWidth(row.text().substring(piece.from(), at));
    }

    /** The place in the text that is nearest to a point of the board. */
    public Hit hit(double x, double y) {
        double row = Math.floor((y - top) / rowHeight());
        return hit((int) Math.max(0, Math.min(rows.size() - 1.0, row)), x);
    }

    /** The place in the line that is nearest to {@code x}; lines that are not there are the first or the last one. */
    public Hit hit(int line, double x) {
        int at = Math.max(0, Math.min(rows.size() - 1, line));
        Row row = rows.get(at);
        TextLine.Piece nearest = null;
        double missing = Double.POSITIVE_INFINITY;
        double inLine = (x - row.left()) / size;
        for (TextLine.Piece piece : row.line().all()) {
            double beside = Math.max(piece.x() - inLine, inLine - piece.x() - piece.width());
            if (beside < missing && piece.to() > row.mark()) {
                missing = beside;
                nearest = piece;
            }
        }
        int index =
                nearest == null ? row.begin() : row.begin() + Math.max(0, nearest(row, nearest, inLine) - row.mark());
        boolean goesOn = at + 1 < rows.size() && rows.get(at + 1).begin() == row.end();
        return new Hit(Math.min(row.end(), index), goesOn && index >= row.end());
    }

    private int nearest(Row row, TextLine.Piece piece, double x) {
        int nearest = piece.from();
        double missing = Double.POSITIVE_INFINITY;
        for (int at = piece.from(); at <= piece.to(); at = next(row.text(), at)) {
            double beside = Math.abs(x(row, piece, at) - x);
            if (beside < missing && (at == piece.from() || at == piece.to() || piece.emoji() == null)) {
                missing = beside;
                nearest = at;
            }
        }
        return nearest;
    }

    /** Behind the letter at {@code at}, its marks included. */
    private static int next(String text, int at) {
        int next = at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at + 1;
        while (next < text.length() && DisplayText.takesNoPlace(text.codePointAt(next))) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next;
    }

    /** How many lines there are. */
    public int rows() {
        return rows.size();
    }

    /** The first place of a line, or its last one. */
    public Hit end(int line, boolean last) {
        Row row = rows.get(Math.max(0, Math.min(rows.size() - 1, line)));
        boolean goesOn = line + 1 < rows.size() && rows.get(line + 1).begin() == row.end();
        return last ? new Hit(row.end(), goesOn) : new Hit(row.begin(), false);
    }

    /** Whether what comes behind {@code index} stands further to the left. */
    public boolean isTurned(int index) {
        Row row = rows.get(row(Math.max(0, Math.min(length, index))));
        int at = index - row.begin() + row.mark();
        return row.line().all().stream()
                .filter(piece -> piece.from() <= at && at < piece.to())
                .findFirst()
                .map(TextLine.Piece::turned)
                .orElse(row.line().isRightToLeft());
    }

    /** What is drawn of the text between two places, line by line; of an end of a line that is among it a bit. */
    public List<Box> range(int from, int to) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.end() < from || row.begin() >= to) {
                continue;
            }
            double y = top + i * rowHeight();
            int begin = Math.max(from, row.begin()) - row.begin() + row.mark();
            int end = Math.min(to, row.end()) - row.begin() + row.mark();
            for (TextLine.Piece piece : row.line().all()) {
                int first = Math.max(begin, piece.from());
                int last = Math.min(end, piece.to());
                if (first < last) {
                    double one = row.left() + x(row, piece, first) * size;
                    double other = row.left() + x(row, piece, last) * size;
                    boxes.add(new Box(Math.min(one, other), y, Math.max(one, other), y + rowHeight()));
                }
            }
            boolean breaks = i + 1 < rows.size() && rows.get(i + 1).begin() > row.end();
            if (breaks && to > row.end()) {
                double x = x(row, row.end());
                double bit = row.line().isRightToLeft() ? -size / 4 : size / 4;
                boxes.add(new Box(Math.min(x, x + bit), y, Math.max(x, x + bit), y + rowHeight()));
            }
        }
        return boxes;
    }

    /**
     * Where the emoji begins and ends that {@code index} is in the middle of: nobody sees that it is more than one sign.
     *
     * @return both the same as {@code index} where it is in none
     */
    public static int[] emojiAround(String text, int index) {
        int at = text.lastIndexOf('\n', index - 1) + 1;
        while (at < index) {
            int end = Math.max(EmojiGlyphs.end(text, at), at + Character.charCount(text.codePointAt(at)));
            if (end > index) {
                return new int[] {at, end};
            }
            at = end;
        }
        return new int[] {index, index};
    }
}
