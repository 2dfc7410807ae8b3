package dev.lockstep.desktop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javafx.scene.text.Text;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test with windows, without a screen. It needs font libraries: where a machine lacks them it is skipped, loudly, and
 * fails where {@code -Dlockstep.ui.required=true} is given.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UiTest.FontsAreThere.class)
public @interface UiTest {

    /** Asks JavaFX for a text in two scripts: one needs FreeType and Fontconfig, the other Pango. */
    final class FontsAreThere implements ExecutionCondition {

        private static final ConditionEvaluationResult RESULT = evaluate();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (RESULT.isDisabled() && Boolean.getBoolean("lockstep.ui.required")) {
                throw new AssertionError(RESULT.getReason().orElse(""));
            }
            return RESULT;
        }

        private static ConditionEvaluationResult evaluate() {
            try {
                if (new Text("a\u0627").getLayoutBounds().getWidth() > 0) {
                    return ConditionEvaluationResult.enabled("text works");
                }
                return skipped("no fonts are installed: apt-get install libpangoft2-1.0-0");
            } catch (Throwable e) { // missing libraries are errors of many kinds
                return skipped("apt-get install libpangoft2-1.0-0 (" + e + ")");
            }
        }

        private static ConditionEvaluationResult skipped(String reason) {
            System.err.println("\n*** UI TESTS ARE SKIPPED: " + reason + "\n");
            return ConditionEvaluationResult.disabled("UI tests are skipped: " + reason);
        }
    }
}
