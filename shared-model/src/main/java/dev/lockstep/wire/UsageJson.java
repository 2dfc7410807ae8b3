package dev.lockstep.wire;

/** How much is in a room and whose it is, as JSON. */
final class UsageJson {

    private UsageJson() {}

    static HubMessage.Used used(Fields room) throws MalformedException {
        return new HubMessage.Used(
                room.text("room"),
                room.count("entries", 0),
                room.integer("bytes", 0),
                room.integer("at", 0),
                room.objects("by", UsageJson::usedBy),
                room.textOrNull("problem"));
    }

    private static HubMessage.UsedBy usedBy(Fields client) throws MalformedException {
        return new HubMessage.UsedBy(
                client.text("client"),
                client.has("name") ? client.text("name") : "",
                client.count("entries", 0),
                client.integer("bytes", 0));
    }

    static void write(JsonText text, HubMessage.Used room) {
        text.put("room", room.room())
                .put("entries", room.entries())
                .put("bytes", room.bytes())
                .put("at", room.at())
                .objects("by", room.by(), UsageJson::write);
        if (room.problem() != null) {
            text.put("problem", room.problem());
        }
    }

    private static void write(JsonText text, HubMessage.UsedBy client) {
        text.put("client", client.client())
                .put("name", client.name())
                .put("entries", client.entries())
                .put("bytes", client.bytes());
    }
}
