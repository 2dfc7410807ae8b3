package dev.lockstep.desktop.data.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;

/**
 * Where an axis has labels, and what they say: round numbers and dates, written as in the cells, as close to each other as
 * there is room for. Whatever a double can be is a bound.
 */
final class ChartTicks {

    /** More are never tried: nobody reads them, and each is measured. */
    private static final int TICKS_MAX = 40;

    private static final int[] MANTISSAS = {1, 2, 5};

    /** A step of dates. */
    private record Step(ChronoUnit unit, int count) {}

    private static final List<Step> STEPS = List.of(
            new Step(ChronoUnit.SECONDS, 1),
            new Step(ChronoUnit.SECONDS, 5),
            new Step(ChronoUnit.SECONDS, 15),
            new Step(ChronoUnit.SECONDS, 30),
            new Step(ChronoUnit.MINUTES, 1),
            new Step(ChronoUnit.MINUTES, 5),
            new Step(ChronoUnit.MINUTES, 15),
            new Step(ChronoUnit.MINUTES, 30),
            new Step(ChronoUnit.HOURS, 1),
            new Step(ChronoUnit.HOURS, 3),
            new Step(ChronoUnit.HOURS, 6),
            new Step(ChronoUnit.HOURS, 12),
            new Step(ChronoUnit.DAYS, 1),
            new Step(ChronoUnit.DAYS, 2),
            new Step(ChronoUnit.DAYS, 7),
            new Step(ChronoUnit.DAYS, 14),
            new Step(ChronoUnit.MONTHS, 1),
            new Step(ChronoUnit.MONTHS, 3),
            new Step(ChronoUnit.MONTHS, 6),
            new Step(ChronoUnit.YEARS, 1),
            new Step(ChronoUnit.YEARS, 2),
            new Step(ChronoUnit.YEARS, 5),
            new Step(ChronoUnit.YEARS, 10),
            new Step(ChronoUnit.YEARS, 20),
            new Step(ChronoUnit.YEARS, 50),
            new Step(ChronoUnit.YEARS, 100),
            new Step(ChronoUnit.YEARS, 200),
            new Step(ChronoUnit.YEARS, 500),
            new Step(ChronoUnit.YEARS, 1_000),
            new Step(ChronoUnit.YEARS, 2_000),
            new Step(ChronoUnit.YEARS, 5_000));

    private static final int YEAR_MAX = 9_999;

    private ChartTicks() {}

    /**
     * @param whole whether there is nothing between whole numbers, as with counts
     * @param fits whether there is room for these
     */
    static List<ChartTick> numbers(double min, double max, boolean whole, Predicate<List<ChartTick>> fits) {
        BigDecimal from = new BigDecimal(min);
        BigDecimal to = new BigDecimal(max);
        BigDecimal range = to.subtract(from);
        if (range.signum() <= 0) {
            return List.of();
        }
        BigDecimal least = range.divide(BigDecimal.valueOf(TICKS_MAX), MathContext.DECIMAL32);
        int power = least.precision() - least.scale() - 1; // 10^power is at most the least step
        for (int i = 0; i < 4 * MANTISSAS.length; i++) {
            BigDecimal step =
                    BigDecimal.valueOf(MANTISSAS[i % MANTISSAS.length]).scaleByPowerOfTen(power + i / MANTISSAS.length);
            if (step.compareTo(least) >= 0 && (!whole || step.compareTo(BigDecimal.ONE) >= 0)) {
                List<ChartTick> ticks = multiples(from, to, step);
                if (ticks.size() <= 1 || fits.test(ticks)) {
                    return ticks;
                }
            }
        }
        return List.of();
    }

    private static List<ChartTick> multiples(BigDecimal from, BigDecimal to, BigDecimal step) {
        List<ChartTick> ticks = new ArrayList<>();
        BigInteger first = from.divide(step, 0, RoundingMode.CEILING).toBigInteger();
        BigDecimal at = step.multiply(new BigDecimal(first));
        while (at.compareTo(to) <= 0 && ticks.size() <= TICKS_MAX) {
            ticks.add(new ChartTick(at.doubleValue(), Column.words(at)));
            at = at.add(step);
        }
        return ticks;
    }

    /**
     * @param min milliseconds since 1970 in UTC
     * @param max likewise
     * @param fits whether there is room for these
     */
    static List<ChartTick> dates(double min, double max, Predicate<List<ChartTick>> fits) {
        List<ChartTick> ticks = List.of();
        for (Step step : STEPS) {
            double count = (max - min) / (step.unit().getDuration().toMillis() * (double) step.count());
            if (count <= TICKS_MAX) {
                ticks = dates(time(min), min, max, step);
                if (ticks.size() <= 1 || fits.test(ticks)) {
                    return ticks;
                }
            }
        }
        return ticks.subList(0, Math.min(1, ticks.size()));
    }

    private static List<ChartTick> dates(LocalDateTime from, double min, double max, Step step) {
        List<ChartTick> ticks = new ArrayList<>();
        LocalDateTime at = begin(from, step);
        while (at.getYear() <= YEAR_MAX && millis(at) <= max && ticks.size() <= TICKS_MAX) {
            if (millis(at) >= min) {
                ticks.add(new ChartTick(millis(at), words(at, step.unit())));
            }
            at = at.plus(step.count(), step.unit());
        }
        return ticks;
    }

    /** The last step before {@code time}, or at it. */
    private static LocalDateTime begin(LocalDateTime time, Step step) {
        int count = step.count();
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (step.unit()) {
            case SECONDS, MINUTES, HOURS -> {
                long units = step.unit().between(day, time);
                yield day.plus(units - units % count, step.unit());
            }
            case DAYS -> day.minusDays(Math.floorMod(day.toLocalDate().toEpochDay(), count));
            case MONTHS -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / count * count + 1);
            default -> day.withDayOfYear(1).withYear(Math.floorDiv(day.getYear(), count) * count);
        };
    }

    private static String words(LocalDateTime at, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> String.format("%04d", at.getYear());
            case MONTHS -> ColumnType.words(millis(at)).substring(0, 7);
            case DAYS -> ColumnType.words(millis(at));
            default -> {
                String words = ColumnType.words(millis(at));
                yield words.length() > 11 ? words.substring(11) : words; // midnight has the date
            }
        };
    }

    private static LocalDateTime time(double millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli((long) Math.ceil(millis)), ZoneOffset.UTC);
    }

    private static double millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
