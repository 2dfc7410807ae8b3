package dev.lockstep.client;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** Java objects to JSON values and back, by Gson: records, classes, collections, numbers, strings. Safe for many threads. */
public final class JsonMapper {

    private static final double LONG_EXACT_MAX = 9_007_199_254_740_992.0; // 2^53

    private final Gson gson;

    /** With Java's own types as text: times, durations, paths, decimals. */
    public JsonMapper() {
        this(standardTypes().create());
    }

    /**
     * Begins a Gson that has Java's own types as text, for who adds types of their own:
     * {@code new JsonMapper(JsonMapper.standardTypes().registerTypeAdapter(…).create())}.
     */
    public static GsonBuilder standardTypes() {
        return StandardTypes.newBuilder();
    }

    /** @param gson what makes values of objects, and objects of values */
    public JsonMapper(Gson gson) {
        this.gson = gson;
    }

    /**
     * @throws IllegalArgumentException where {@code value} has no JSON, such as a number that is not finite, or an object of a type that can't be
     *     taken apart; the message says which
     */
    public Json toJson(@Nullable Object value) {
        if (value == null) {
            return Json.ofNull();
        } else if (value instanceof Json json) {
            return json;
        } else if (value instanceof String text) {
            return Json.of(text);
        } else if (value instanceof Boolean flag) {
            return Json.of(flag);
        } else if (value instanceof Double || value instanceof Integer) {
            return Json.of(((Number) value).doubleValue());
        }
        try {
            return fromGson(gson.toJsonTree(value));
        } catch (JsonParseException e) { // of Gson's writers, too
            throw new IllegalArgumentException(
                    value.getClass().getName() + " can't be stored as JSON: " + e.getMessage()
                            + ". Give it members of other types, or JsonMapper a Gson that knows this one",
                    e);
        }
    }

    /**
     * @param type {@link Json} for the value as it is
     * @return null for JSON null, where {@code type} has no other way to say it
     * @throws JsonParseException where {@code json} doesn't fit {@code type}
     */
    public <T> @Nullable T fromJson(Json json, Class<T> type) {
        return fromJson(json, TypeToken.get(type));
    }

    /** As {@link #fromJson(Json, Class)}, for types that have parameters, such as {@code new TypeToken<List<Task>>() {}}. */
    @SuppressWarnings("unchecked") // it is just that type
    public <T> @Nullable T fromJson(Json json, TypeToken<T> type) {
        if (type.getRawType() == Json.class) {
            return (T) json;
        }
        try {
            return gson.fromJson(toGson(json), type);
        } catch (JsonParseException e) {
            throw e;
        } catch (RuntimeException e) { // of a type that checks itself, too: what a record's constructor throws
            throw new JsonParseException(e);
        }
    }

    /** By which name JSON objects have what is in {@code field}. */
    public String nameOf(Field field) {
        SerializedName given = field.getAnnotation(SerializedName.class);
        return given == null ? gson.fieldNamingStrategy().translateName(field) : given.value();
    }

    private static Json fromGson(JsonElement element) {
        if (element instanceof JsonObject object) {
            Map<String, Json> members = new LinkedHashMap<>();
            object.entrySet().forEach(member -> members.put(member.getKey(), fromGson(member.getValue())));
            return new Json.Obj(members);
        } else if (element instanceof JsonArray array) {
            List<Json> items = new ArrayList<>(array.size());
            array.forEach(item -> items.add(fromGson(item)));
            return new Json.Arr(items);
        } else if (element instanceof JsonPrimitive primitive) {
            if (primitive.isBoolean()) {
                return Json.of(primitive.getAsBoolean());
            }
            return primitive.isNumber() ? Json.Num.parse(primitive.getAsString()) : Json.of(primitive.getAsString());
        }
        return Json.ofNull();
    }

    private static JsonElement toGson(Json json) {
        if (json instanceof Json.Obj object) {
            JsonObject result = new JsonObject();
            object.members().forEach((name, value) -> result.add(name, toGson(value)));
            return result;
        } else if (json instanceof Json.Arr array) {
            JsonArray result = new JsonArray(array.items().size());
            array.items().forEach(item -> result.add(toGson(item)));
            return result;
        } else if (json instanceof Json.Text text) {
            return new JsonPrimitive(text.value());
        } else if (json instanceof Json.Bool flag) {
            return new JsonPrimitive(flag.value());
        } else if (json instanceof Json.Num number) {
            return new JsonPrimitive(toNumber(number));
        }
        return JsonNull.INSTANCE;
    }

    /** As an integer where it is one, so that it fits fields of any number type. */
    private static Number toNumber(Json.Num number) {
        if (number.exact() != null) {
            return number.exact();
        }
        double value = number.value();
        boolean integer = value == Math.rint(value) && Math.abs(value) <= LONG_EXACT_MAX;
        return integer ? (Number) (long) value : (Number) value;
    }
}
