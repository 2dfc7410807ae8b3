/**
 * The chat of a room. Its messages are in rooms of their own: the newest in {@code <room>/~chat}, older ones in pages
 * {@code <room>/~chat/1}, {@code /2} and so on, so that a chat opens at once however long it is.
 */
@NullMarked
package dev.lockstep.desktop.chat;

import org.jspecify.annotations.NullMarked;
