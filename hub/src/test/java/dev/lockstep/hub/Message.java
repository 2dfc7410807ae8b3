package dev.lockstep.hub;

import java.util.List;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/** A message of the hub as it came over the wire, read without the hub's own codec. */
record Message(Json.Obj json) {

    static Message parse(String frame) {
        try {
            return new Message((Json.Obj) JsonParser.parse(frame));
        } catch (MalformedException e) {
            throw new AssertionError("the hub sent what is not JSON: " + frame, e);
        }
    }

    String type() {
        return text("type");
    }

    boolean has(String name) {
        return json.get(name) != null;
    }

    Json get(String name) {
        Json value = json.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + this);
        }
        return value;
    }

    /** A string as it is, null as "null". */
    String text(String name) {
        return get(name) instanceof Json.Text text ? text.value() : get(name).toString();
    }

    long integer(String name) {
        return (long) ((Json.Num) get(name)).value();
    }

    boolean flag(String name) {
        return ((Json.Bool) get(name)).value();
    }

    Message object(String name) {
        return new Message((Json.Obj) get(name));
    }

    List<Json> items(String name) {
        return ((Json.Arr) get(name)).items();
    }

    /** The whole of it, as JSON. */
    String text() {
        return json.toString();
    }

    List<Message> objects(String name) {
        return items(name).stream().map(item -> new Message((Json.Obj) item)).toList();
    }

    @Override
    public String toString() {
        String text = json.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
