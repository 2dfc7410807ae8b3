/**
 * The chat of a room. Its messages are in rooms of their own, parts of some 400 messages each: the first in {@code <room>/~chat}, the next in
 * {@code <room>/~chat/+1}, {@code /+2} and so on, so that a chat opens at once however long it is. A message stays in its part, where the hub
 * knows whose it is. Pages {@code <room>/~chat/1}, {@code /2} are of an earlier version, which moved old messages there.
 */
@NullMarked
package dev.lockstep.desktop.chat;

import org.jspecify.annotations.NullMarked;
