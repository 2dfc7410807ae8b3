package dev.lockstep.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/** The results as bars: a panel for each thing that was measured of several systems, its spread as a line. */
final class Picture {

    private static final int WIDTH = 1_100;
    private static final int MARGIN = 24;
    private static final int LABELS = 210;
    private static final int NUMBERS = 190;
    private static final int BAR = 18;
    private static final int ROW = 24;
    private static final int TITLE = 40;

    /** Ratios, sizes and shares are for the table. */
    private static final Set<String> DRAWN = Set.of("k/s", "ms", "s", "KB");

    private static final Color INK = new Color(0x24, 0x29, 0x2f);
    private static final Color FAINT = new Color(0x6e, 0x77, 0x81);
    private static final Color BASELINE = new Color(0x8c, 0x95, 0x9f);
    private static final Color SUBJECT = new Color(0x09, 0x69, 0xda);

    private record Bar(String system, String unit, List<Double> values) {}

    private final Map<String, List<Bar>> panels = new LinkedHashMap<>();

    private Picture(Results results) {
        results.forEach((key, values) -> {
            if (DRAWN.contains(key.unit())) {
                String title = key.bench() + ": " + key.load() + (key.load().isEmpty() ? "" : ": ") + key.what();
                panels.computeIfAbsent(title, t -> new ArrayList<>()).add(new Bar(key.system(), key.unit(), values));
            }
        });
    }

    static void write(Results results, List<String> machine, Path file) throws IOException {
        Picture picture = new Picture(results);
        ImageIO.write(picture.draw(machine), "png", file.toFile());
    }

    private BufferedImage draw(List<String> machine) {
        int height = 2 * MARGIN + machine.size() * ROW;
        for (List<Bar> bars : panels.values()) {
            height += TITLE + bars.size() * ROW;
        }
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, height);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        int y = MARGIN;
        for (Map.Entry<String, List<Bar>> panel : panels.entrySet()) {
            y = drawPanel(g, y, panel.getKey(), panel.getValue());
        }
        g.setColor(FAINT);
        for (String line : machine) {
            y += ROW;
            g.drawString(line, MARGIN, y);
        }
        g.dispose();
        return image;
    }

    private static int drawPanel(Graphics2D g, int top, String title, List<Bar> bars) {
        g.setColor(INK);
        g.setFont(g.getFont().deriveFont(Font.BOLD));
        g.drawString(title, MARGIN, top + TITLE - 12);
        g.setFont(g.getFont().deriveFont(Font.PLAIN));
        double longest = bars.stream()
                .mapToDouble(bar -> Results.max(bar.values()))
                .max()
                .orElse(1);
        double scale = (WIDTH - 2 * MARGIN - LABELS - NUMBERS) / Math.max(longest, 1e-9);
        int y = top + TITLE;
        for (Bar bar : bars) {
            double median = Results.median(bar.values());
            int x = MARGIN + LABELS;
            g.setColor(INK);
            g.drawString(bar.system(), MARGIN, y + BAR - 5);
            g.setColor(bar.system().startsWith("hub") ? SUBJECT : BASELINE);
            g.fillRect(x, y, Math.max(1, (int) (median * scale)), BAR);
            g.setColor(INK);
            g.setStroke(new BasicStroke(1.5f));
            int middle = y + BAR / 2;
            int from = x + (int) (Results.min(bar.values()) * scale);
            int to = x + (int) (Results.max(bar.values()) * scale);
            g.drawLine(from, middle, to, middle);
            int end = Math.max(to, x + (int) (median * scale));
            g.drawString(Report.number(median) + " " + bar.unit(), end + 8, y + BAR - 5);
            y += ROW;
        }
        return y;
    }
}
