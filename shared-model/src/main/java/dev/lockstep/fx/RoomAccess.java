package dev.lockstep.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.lockstep.client.RoomClient;
import dev.lockstep.model.Access;
import dev.lockstep.model.Role;

/** Who may do what in a room, as properties. On the JavaFX thread. */
final class RoomAccess {

    private final RoomClient client;
    private final ReadOnlyObjectWrapper<Role> role;
    private final ReadOnlyObjectWrapper<Access> access;

    /** @param bean of the properties */
    RoomAccess(Object bean, RoomClient client) {
        this.client = client;
        this.role = new ReadOnlyObjectWrapper<>(bean, "role", client.role());
        this.access =
                new ReadOnlyObjectWrapper<>(bean, "access", client.replica().access());
    }

    ReadOnlyObjectProperty<Role> roleProperty() {
        return role.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Access> accessProperty() {
        return access.getReadOnlyProperty();
    }

    /** The access last: whoever listens to it finds the role that goes with it. */
    void update() {
        role.set(client.role());
        access.set(client.replica().access());
    }
}
