package dev.lockstep.desktop.board.shapes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.Hostile;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

class ShapePlacementTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":1e300,\"y\":0,\"w\":1,\"h\":1}", "{\"x\":\"1\",\"y\":0,\"w\":1,\"h\":1}"})
    @DisplayName("what is no place is none")
    void noPlace(String json) {
        assertThat(ShapePlacement.read((Json.Obj) Hostile.json(json))).isNull();
    }
}
