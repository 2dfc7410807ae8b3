package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.AnimationTimer;

/**
 * The cards of what is shown of the items. Cards that are there stay, so that nobody's typing is interrupted; those in use stay though
 * others are shown. New ones are made one in each pulse: each is a dozen controls, and anybody may change all items at once.
 */
final class ItemCards implements AutoCloseable {

    /** With its styles and its layout in several windows, one card is a few milliseconds of a pulse. */
    static final int MADE_IN_A_PULSE = 1;

    private final PanelItems items;
    private final LockRequests asks;
    private final Runnable changed;
    private final Map<String, ItemCard> cards = new LinkedHashMap<>();
    private List<PanelItem> wanted = List.of();
    private final AnimationTimer eachPulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            makeSome();
        }
    };

    /** @param changed called when there are other cards */
    ItemCards(PanelItems items, LockRequests asks, Runnable changed) {
        this.items = items;
        this.asks = asks;
        this.changed = changed;
    }

    /** Shows the cards of {@code page}, with the next pulses where they aren't there yet. */
    void show(List<PanelItem> page) {
        List<PanelItem> shown = new ArrayList<>(page);
        if (cards.values().stream().anyMatch(ItemCard::isInUse)) {
            for (PanelItem item : items.items()) {
                ItemCard card = cards.get(what(item));
                if (card != null && card.isInUse() && !page.contains(item)) {
                    shown.add(item);
                }
            }
        }
        wanted = shown;
        List<String> names = shown.stream().map(ItemCards::what).toList();
        Map<String, ItemCard> left = new LinkedHashMap<>(cards);
        left.keySet().removeAll(names);
        left.forEach((what, card) -> {
            card.close();
            cards.remove(what);
        });
        boolean all = true;
        for (PanelItem item : shown) {
            ItemCard card = cards.get(what(item));
            all &= card != null;
            if (card != null) {
                card.show(item);
            }
        }
        if (!all) {
            eachPulse.start();
        }
    }

    private void makeSome() {
        int made = 0;
        for (PanelItem item : wanted) {
            if (!cards.containsKey(what(item))) {
                if (made == MADE_IN_A_PULSE) {
                    changed.run();
                    return;
                }
                cards.put(what(item), new ItemCard(items, asks, item));
                made++;
            }
        }
        eachPulse.stop();
        items.histories().look();
        changed.run();
    }

    /** Those that there are, in the order of what is shown. */
    List<ItemCard> inOrder() {
        List<ItemCard> all = new ArrayList<>();
        for (PanelItem item : wanted) {
            ItemCard card = cards.get(what(item));
            if (card != null) {
                all.add(card);
            }
        }
        return all;
    }

    /** What makes a card another one. */
    private static String what(PanelItem item) {
        return item.isUnreadable()
                ? item.id() + item.kind() + item.trouble()
                : item.id() + item.kind() + item.min() + item.max() + item.options();
    }

    @Override
    public void close() {
        eachPulse.stop();
        cards.values().forEach(ItemCard::close);
    }
}
