package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * How the cells of one column are written. It is one for all its cells: what 1,234 is can't be decided by one of them.
 *
 * @param decimal the decimal sign; {@link #BY_CELL} where each cell is read by itself, as tables without a spelling are
 * @param group the sign between thousands; {@link #NO_GROUP} for none, a space for spaces of any width
 * @param percent whether numbers are parts of a hundred: one without the sign doesn't fit, but for zero
 * @param currency the one currency of all cells, empty for none
 * @param order what comes first in a date
 * @param missing which cells say that there is no value
 */
public record Spelling(
        char decimal,
        char group,
        boolean percent,
        String currency,
        DateOrder order,
        Zones zones,
        MissingValues missing) {

    /** What comes first in a date; the year may stand first in each of them. */
    public enum DateOrder {
        YMD,
        DMY,
        MDY
    }

    /** Whether times say which zone they are of. */
    public enum Zones {
        ANY,
        WITH,
        WITHOUT
    }

    static final char BY_CELL = '?';
    public static final char NO_GROUP = '\0';
    private static final int CURRENCY_MAX = 4;
    private static final int SIGN_MAX = 10;

    /** Of tables that were shared without one: commas are read cell by cell, dates begin with the year. */
    public static final Spelling ANY =
            new Spelling(BY_CELL, NO_GROUP, false, "", DateOrder.YMD, Zones.ANY, MissingValues.USUAL);

    /** Numbers with this decimal sign, and this sign between thousands ({@link #NO_GROUP} for none). */
    public static Spelling number(char decimal, char group) {
        return new Spelling(decimal, group, false, "", DateOrder.YMD, Zones.ANY, MissingValues.USUAL);
    }

    /** Dates whose day, month and year are in this order. */
    public static Spelling date(DateOrder order, Zones zones) {
        return new Spelling(BY_CELL, NO_GROUP, false, "", order, zones, MissingValues.USUAL);
    }

    public Spelling withPercent() {
        return new Spelling(decimal, group, true, "", order, zones, missing);
    }

    public Spelling withCurrency(String sign) {
        return new Spelling(decimal, group, false, sign, order, zones, missing);
    }

    public Spelling withMissing(MissingValues now) {
        return new Spelling(decimal, group, percent, currency, order, zones, now);
    }

    /** A number that comes as a number, not as a text, as a cell of this column. */
    public String write(BigDecimal number) {
        String text = number.toString();
        return (decimal == ',' ? text.replace('.', ',') : text) + (percent && number.signum() != 0 ? "%" : "");
    }

    /** What is written beside a column's type; null where there is nothing to say. */
    @Nullable
    public Json toJson(ColumnType type) {
        if (equals(ANY) || type == ColumnType.TEXT) {
            return null;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        if (type == ColumnType.DATE) {
            members.put("order", Json.of(order.name().toLowerCase(Locale.ROOT)));
            if (zones != Zones.ANY) {
                members.put("zones", Json.of(zones == Zones.WITH));
            }
            missing.write(members);
            return new Json.Obj(members);
        }
        members.put("decimal", Json.of(String.valueOf(decimal)));
        if (group != NO_GROUP) {
            members.put("group", Json.of(String.valueOf(group)));
        }
        if (percent) {
            members.put("percent", Json.of(true));
        }
        if (!currency.isEmpty()) {
            members.put("currency", Json.of(currency));
        }
        missing.write(members);
        return new Json.Obj(members);
    }

    /** Of anything that is no spelling, {@link #ANY}. */
    public static Spelling read(ColumnType type, @Nullable Json value) {
        if (type == ColumnType.TEXT || !(value instanceof Json.Obj)) {
            return ANY;
        }
        JsonReader spelling = JsonReader.of(value);
        return type == ColumnType.DATE ? date(spelling) : number(spelling);
    }

    private static Spelling date(JsonReader spelling) {
        Zones zones = spelling.at("zones").json() instanceof Json.Bool with
                ? (with.value() ? Zones.WITH : Zones.WITHOUT)
                : Zones.ANY;
        String name = spelling.at("order").text(SIGN_MAX, "");
        DateOrder order = Arrays.stream(DateOrder.values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(DateOrder.YMD);
        return date(order, zones).withMissing(MissingValues.read(spelling));
    }

    private static Spelling number(JsonReader spelling) {
        String sign = spelling.at("decimal").textOrNull(SIGN_MAX);
        if (sign == null) {
            return ANY;
        }
        char decimal = sign.equals(",") ? ',' : '.';
        String between = spelling.at("group").text(1, "");
        boolean groups = !between.isEmpty() && " .,'".contains(between) && between.charAt(0) != decimal;
        Spelling plain =
                number(decimal, groups ? between.charAt(0) : NO_GROUP).withMissing(MissingValues.read(spelling));
        if (spelling.at("percent").flag(false)) {
            return plain.withPercent();
        }
        String currency = spelling.at("currency").textOrNull(CURRENCY_MAX);
        return currency == null ? plain : plain.withCurrency(currency);
    }
}
