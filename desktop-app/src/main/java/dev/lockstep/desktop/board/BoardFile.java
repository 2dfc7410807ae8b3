package dev.lockstep.desktop.board;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Names;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/** Shapes as text: what is copied and pasted, and a {@code .lockstep} file. */
final class BoardFile {

    private static final String FORMAT = "lockstep-board";
    private static final int VERSION = 1;
    private static final String MARK = "\uFEFF";

    /** More entries than this have no place in one room. */
    static final int SHAPES_MAX = 100_000;

    private BoardFile() {}

    /**
     * What a file has.
     *
     * @param shapes from back to front
     * @param pictures the parts of those that the shapes refer to, by key
     */
    record Content(List<Shape> shapes, Map<String, Json> pictures) {}

    static String write(Content content) {
        List<Json> written = new ArrayList<>(content.shapes().size());
        for (Shape shape : content.shapes()) {
            written.add(ShapeCodec.write(shape));
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("format", Json.of(FORMAT));
        members.put("version", Json.of(VERSION));
        members.put("shapes", new Json.Arr(written));
        if (!content.pictures().isEmpty()) {
            members.put("pictures", new Json.Obj(content.pictures()));
        }
        return new Json.Obj(members).toString();
    }

    /**
     * The text of a file: UTF-8, or UTF-16 where a mark at its beginning says so. Editors put such marks there.
     *
     * @throws IllegalArgumentException where it is no text, with a message for people
     */
    static String text(byte[] file) {
        Charset charset = startsWith(file, 0xFE, 0xFF)
                ? StandardCharsets.UTF_16BE
                : startsWith(file, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("This is not a Lockstep board: it is no text", e);
        }
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length >= 2 && file[0] == (byte) first && file[1] == (byte) second;
    }

    /** @throws IllegalArgumentException where it is no such text, with a message for people */
    static Content read(String text) {
        Json json;
        try {
            json = JsonParser.parse(text.startsWith(MARK) ? text.substring(MARK.length()) : text);
        } catch (MalformedException e) {
            throw new IllegalArgumentException("This is not a Lockstep board: " + e.getMessage(), e);
        }
        JsonReader board = JsonReader.of(json);
        List<JsonReader> read = board.at("shapes").items(SHAPES_MAX);
        if (!board.at("format").text(FORMAT.length(), "").equals(FORMAT)
                || !(board.at("shapes").json() instanceof Json.Arr)) {
            throw new IllegalArgumentException("This is not a Lockstep board");
        }
        if (Double.isNaN(board.at("version").number(-Double.MAX_VALUE, VERSION))) {
            throw new IllegalArgumentException("This board was saved by a newer version of Lockstep");
        }
        int size = board.at("shapes").size();
        if (size > SHAPES_MAX) {
            throw new IllegalArgumentException(
                    "This board has " + size + " shapes, and at most " + SHAPES_MAX + " can be added at once");
        }
        List<Shape> shapes = new ArrayList<>();
        for (JsonReader each : read) {
            shapes.add(ShapeCodec.read("pasted", Objects.requireNonNull(each.json())));
        }
        Map<String, Json> pictures = new LinkedHashMap<>();
        board.at("pictures").object().members().forEach((key, part) -> {
            if (Names.problemWithKey(key) == null && part instanceof Json.Text) {
                pictures.put(key, part);
            }
        });
        return new Content(shapes, pictures);
    }
}
