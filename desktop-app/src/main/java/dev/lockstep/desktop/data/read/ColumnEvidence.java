package dev.lockstep.desktop.data.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.DateText;
import dev.lockstep.desktop.data.table.MissingValues;
import dev.lockstep.desktop.data.table.NumberText;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;
import dev.lockstep.desktop.data.table.Spelling.Zones;

/**
 * What all cells of a column say about how they are meant. Nothing is decided by a cell alone: each is counted for every spelling
 * in which it makes sense.
 */
public final class ColumnEvidence {

    private static final char[] DECIMALS = {'.', '.', '.', '.', ',', ',', ',', ','};
    private static final char[] GROUPS = {Spelling.NO_GROUP, ',', ' ', '\'', Spelling.NO_GROUP, '.', ' ', '\''};
    private static final int SPELLINGS = DECIMALS.length;

    /** Of the cells that aren't empty, one in so many may fail to be what the others are. */
    private static final int MISFITS_SHARE = 20;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int PLAIN_MAX = 18;
    private static final int PHONE_DIGITS_MIN = 7;
    private static final int CURRENCIES_MAX = 8;
    private static final int CODE_MAX = 24;

    /** Within a name such as phoneNumber. */
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    /** What phoneNumber and zipCode end with, and articleCount does not. */
    private static final Set<String> NUMBER_WORDS = Set.of("number", "no", "nr", "nummer", "code", "id");

    /** Words that are put together with others, as German does. */
    private static final Pattern CODE_WORDS =
            Pattern.compile("(telefon|mobil|handy|fax|phone)(nummer|nr|number|no)|.{3,}(nummer|nr)");

    /** Words in the names of columns whose digits are no numbers. */
    private static final Set<String> CODE_NAMES = Set.of(
            "phone",
            "telephone",
            "tel",
            "telefon",
            "fax",
            "mobile",
            "mobil",
            "handy",
            "zip",
            "zipcode",
            "plz",
            "postal",
            "postcode",
            "postleitzahl",
            "ean",
            "gtin",
            "upc",
            "isbn",
            "sku",
            "article",
            "artikel",
            "artikelnummer",
            "artikelnr",
            "iban",
            "ssn",
            "barcode");

    private final NumberText number = new NumberText();
    private final DateText date = new DateText();
    private boolean any;
    private long filled; // neither empty nor said to be absent
    private long numbers; // in one spelling at least
    private long plain; // those that are numbers in every spelling, with nothing around
    private final long[] fits = new long[SPELLINGS];
    private final long[] grouped = new long[SPELLINGS];
    private final long[] decimal = new long[SPELLINGS];
    private long codes; // digits that are no number: 007, 10D, +49 30 1234
    private long exponentCodes; // 12E4: a number to some, a code to others
    private long exponents; // those that are numbers to all: 1.2e5, 1e-7
    private long percents;
    private long withoutUnit; // numbers, other than zero
    private final Map<String, Long> currencies = new HashMap<>();
    private long articles; // those with the check digit of an article number
    private long dates; // those that look like one
    private long existing; // those that are one
    private long weak; // those that may be something else, too
    private long yearFirst; // in how many orders they are one
    private long dayFirst;
    private long monthFirst;
    private long zoned;
    private long unzoned;

    /** What the cells say that a table has already. */
    public static ColumnEvidence of(DataTable table, int column) {
        ColumnEvidence all = new ColumnEvidence();
        Column cells = table.columns().get(column);
        int rows = table.rows();
        for (int row = 0; row < rows; row++) {
            all.add(cells.text(row));
        }
        return all;
    }

    /** @param cell as it came */
    void add(String cell) {
        if (cell.isEmpty()) {
            return;
        }
        any = true;
        char first = cell.charAt(0);
        if (((first >= '0' && first <= '9') || first == '-') && addPlain(cell)) {
            return;
        }
        if (MissingValues.isUsualOrBlank(cell)) {
            return;
        }
        filled++;
        String stripped = NumberText.westernDigits(cell.strip());
        boolean isNumber = addNumber(stripped);
        boolean isDate = addDate(stripped);
        if (!isNumber && !isDate && isCode(stripped)) {
            codes++;
        }
    }

    /** Digits and nothing else, or a decimal point among them, as most numbers are. */
    private boolean addPlain(String cell) {
        int length = cell.length();
        if (length > PLAIN_MAX) {
            return false;
        }
        int begin = cell.charAt(0) == '-' ? 1 : 0;
        int point = -1;
        for (int i = begin; i < length; i++) {
            char c = cell.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        int whole = (point < 0 ? length : point) - begin;
        int behind = point < 0 ? 0 : length - 1 - point;
        if (whole == 0 || (whole > 1 && cell.charAt(begin) == '0') || behind == 3 || (point >= 0 && behind == 0)) {
            return false;
        }
        filled++;
        numbers++;
        withoutUnit += isZero(cell) ? 0 : 1;
        if (point < 0) {
            plain++;
            articles += isArticle(cell) ? 1 : 0;
        } else {
            for (int i = 0; i < SPELLINGS && DECIMALS[i] == '.'; i++) {
                fits[i]++;
                decimal[i]++;
            }
        }
        return true;
    }

    private static boolean isZero(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private boolean addNumber(String cell) {
        if (!number.split(cell)) {
            return false;
        }
        boolean any = false;
        boolean zeroFirst = false;
        for (int i = 0; i < SPELLINGS; i++) {
            if (number.digits(DECIMALS[i], GROUPS[i])) {
                any = true;
                fits[i]++;
                grouped[i] += number.isGrouped() ? 1 : 0;
                decimal[i] += number.isDecimal() ? 1 : 0;
                zeroFirst |= number.hasZeroFirst();
            }
        }
        if (!any) {
            return false;
        }
        numbers++;
        boolean phone = number.hasPlus() && number.digitCount() >= PHONE_DIGITS_MIN && !number.isDecimal();
        codes += zeroFirst || phone ? 1 : 0;
        if (number.hasExponent()) {
            boolean point = cell.indexOf('.') >= 0 || cell.indexOf(',') >= 0;
            exponents += point || number.isExponentSigned() ? 1 : 0;
            exponentCodes += point || number.isExponentSigned() ? 0 : 1;
        }
        articles += isArticle(cell) ? 1 : 0;
        if (number.isPercent()) {
            percents++;
        } else if (!number.currency().isEmpty()) {
            if (currencies.size() < CURRENCIES_MAX || currencies.containsKey(number.currency())) {
                currencies.merge(number.currency(), 1L, Long::sum);
            }
        } else {
            withoutUnit += isZero(cell) ? 0 : 1;
        }
        return true;
    }

    private boolean addDate(String cell) {
        boolean ymd = date.read(cell, DateOrder.YMD);
        if (!ymd && !date.isShaped()) {
            return false;
        }
        dates++;
        weak += date.isStrong() ? 0 : 1;
        yearFirst += date.fits(DateOrder.YMD) ? 1 : 0;
        dayFirst += date.fits(DateOrder.DMY) ? 1 : 0;
        monthFirst += date.fits(DateOrder.MDY) ? 1 : 0;
        if (date.exists()) {
            existing++;
            zoned += date.isZoned() ? 1 : 0;
            unzoned += date.isZoned() ? 0 : 1;
        }
        return true;
    }

    /** Letters and digits in one word, as in 14a, AB-12 or 0x1p3. */
    private static boolean isCode(String cell) {
        if (cell.length() > CODE_MAX) {
            return false;
        }
        boolean digit = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            digit |= c >= '0' && c <= '9';
            if (!Character.isLetterOrDigit(c) && "-_/.#+".indexOf(c) < 0) {
                return false;
            }
        }
        return digit;
    }

    /** Whether it is as long as the numbers of articles are, with their check digit (EAN, UPC, ISBN-13). */
    private static boolean isArticle(String cell) {
        int length = cell.length();
        if (length != 8 && length != 12 && length != 13 && length != 14) {
            return false;
        }
        int sum = 0;
        for (int i = length - 1; i >= 0; i--) {
            int digit = cell.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += (length - 1 - i) % 2 == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }

    // ---- what it comes to

    /** How many cells have something in them that is not said to be absent. */
    long filled() {
        return filled;
    }

    boolean isEmpty() {
        return !any;
    }

    /** What the cells look like, roughly. */
    enum Likeness {
        NOTHING,
        NUMBERS,
        DATES,
        CODES,
        TEXTS
    }

    Likeness kind() {
        if (filled == 0) {
            return Likeness.NOTHING;
        }
        return switch (type("")) {
            case NUMBER -> Likeness.NUMBERS;
            case DATE -> Likeness.DATES;
            case TEXT -> enough(codes + exponentCodes + numbers) ? Likeness.CODES : Likeness.TEXTS;
        };
    }

    /** Whether the cells are words, rather than anything that has a value. */
    boolean isText() {
        return kind() == Likeness.TEXTS;
    }

    /** The decimal sign where the numbers leave no doubt; 0 where they do, or are few, or there are none. */
    char decimalSign() {
        int point = best('.');
        int comma = best(',');
        if (numbers == 0 || fits[point] == fits[comma]) {
            return 0;
        }
        return fits[point] > fits[comma] ? '.' : ',';
    }

    /** Which of day and month stands first where the dates leave no doubt; null where they do. */
    @Nullable
    DateOrder dayOrder() {
        return dayFirst == monthFirst ? null : dayFirst > monthFirst ? DateOrder.DMY : DateOrder.MDY;
    }

    private int best(char sign) {
        int best = -1;
        for (int i = 0; i < SPELLINGS; i++) {
            if (DECIMALS[i] == sign && (best < 0 || fits[i] > fits[best])) {
                best = i;
            }
        }
        return best;
    }

    ColumnType type(String name) {
        if (filled == 0) {
            return ColumnType.TEXT;
        }
        long numeric = plain + Math.max(fits[best('.')], fits[best(',')]);
        boolean areCodes = codes > 0
                || (exponentCodes > 0 && exponents == 0)
                || (articles == filled && filled > 1)
                || (plain == filled && isCodeName(name));
        if (!areCodes && enough(numeric) && !isMixed()) {
            return ColumnType.NUMBER;
        }
        boolean areDates = existing > 0 && enough(dates) && weak * 2 <= dates;
        return areDates ? ColumnType.DATE : ColumnType.TEXT;
    }

    private boolean enough(long some) {
        return some > 0 && (filled - some) * MISFITS_SHARE <= filled;
    }

    /** Numbers of several units don't make one column: 5 € and 5 $. */
    private boolean isMixed() {
        if (percents > 0 && percents < numbers) {
            long others =
                    currencies.values().stream().mapToLong(Long::longValue).sum() + withoutUnit;
            return !enough(filled - Math.min(percents, others));
        }
        Map<String, Long> canonical = new HashMap<>();
        currencies.forEach((sign, count) -> canonical.merge(NumberText.canonical(sign), count, Long::sum));
        long all = canonical.values().stream().mapToLong(Long::longValue).sum();
        long most = canonical.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return !enough(filled - (all - most));
    }

    private static boolean isCodeName(String name) {
        boolean coded = NO_LETTERS
                .splitAsStream(name.toLowerCase(Locale.ROOT))
                .anyMatch(word ->
                        CODE_NAMES.contains(word) || CODE_WORDS.matcher(word).matches());
        List<String> humps = NO_LETTERS
                .splitAsStream(HUMP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT))
                .toList();
        boolean numbered = humps.size() > 1 && NUMBER_WORDS.contains(humps.get(humps.size() - 1));
        return coded || (numbered && humps.stream().anyMatch(CODE_NAMES::contains));
    }

    /**
     * How cells of this type are written.
     *
     * @param decimalHint the decimal sign where the cells leave doubt
     * @param orderHint likewise what comes first in a date
     */
    public Spelling spelling(ColumnType type, char decimalHint, DateOrder orderHint) {
        return switch (type) {
            case NUMBER -> number(decimalHint);
            case DATE -> {
                DateOrder known = dayOrder();
                boolean years = (dayFirst == 0 && monthFirst == 0) || (known == null && yearFirst == existing);
                yield Spelling.date(
                        years ? DateOrder.YMD : known == null ? orderHint : known,
                        zoned > unzoned ? Zones.WITH : Zones.WITHOUT);
            }
            case TEXT -> Spelling.ANY;
        };
    }

    private Spelling number(char decimalHint) {
        char known = decimalSign();
        char sign = known != 0 ? known : decimalHint;
        int best = best(sign);
        Spelling spelling = Spelling.number(sign, grouped[best] > 0 ? GROUPS[best] : Spelling.NO_GROUP);
        long all = currencies.values().stream().mapToLong(Long::longValue).sum();
        if (percents > 0 && percents >= withoutUnit + all) {
            return spelling.withPercent();
        }
        return currencies.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
                .map(most -> spelling.withCurrency(most.getKey()))
                .orElse(spelling);
    }

    /** Whether the cells could be read in two ways, and nothing but a guess decided. */
    public boolean isDoubtful(ColumnType type) {
        if (type == ColumnType.DATE) {
            return dayOrder() == null && dayFirst > yearFirst;
        }
        return type == ColumnType.NUMBER
                && decimalSign() == 0
                && Arrays.stream(grouped).anyMatch(count -> count > 0);
    }
}
