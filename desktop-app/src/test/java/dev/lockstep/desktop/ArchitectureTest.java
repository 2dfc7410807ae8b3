package dev.lockstep.desktop;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows of the house, and its bans. Each rule is seen to fail on a bad sample. */
class ArchitectureTest {

    private static final String PLAIN = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String CHECKS = "com.google.errorprone..";

    private static final Pattern AREA = Pattern.compile("[a-z]+\\.lockstep\\.desktop(\\.(?<area>\\w+).*)?");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lockstep");

    /** What is tested and what tests it, of all modules. */
    private static final JavaClasses TESTS_TOO = new ClassFileImporter()
            .importPaths(Stream.of("shared-model", "hub", "desktop-app")
                    .flatMap(module -> Stream.of("classes", "test-classes")
                            .map(folder -> Path.of("..", module, "target", folder, "dev", "lockstep")))
                    .toList());

    private static final JavaClasses BAD = new ClassFileImporter().importPackages("bad.lockstep");

    private static final ArchRule NOBODY_SLEEPS =
            noClasses().should().accessTargetWhere(DescribedPredicate.describe("it sleeps", ArchitectureTest::sleeps));

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                rule(
                        "the model knows nothing but Java",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.model..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.lang..",
                                        "java.util",
                                        "java.util.function",
                                        "java.util.stream",
                                        "java.math",
                                        "..lockstep.model..",
                                        NULLNESS)),
                rule(
                        "the model, the replica and the vigil ask nobody for time or chance",
                        noClasses()
                                .that(resideInAPackage("..lockstep.model..")
                                        .or(simpleNameEndingWith("Replica"))
                                        .or(simpleNameEndingWith("LivenessMonitor")))
                                .should()
                                .callMethod(System.class, "currentTimeMillis")
                                .orShould()
                                .callMethod(System.class, "nanoTime")
                                .orShould()
                                .callMethod(Math.class, "random")
                                .orShould()
                                .callMethod(java.util.UUID.class, "randomUUID")
                                .orShould()
                                .callMethod(java.time.Instant.class, "now")),
                rule(
                        "the wire knows the model",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.wire..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        PLAIN,
                                        "javax.crypto..",
                                        "com.google.gson..",
                                        "dev.lockstep.model..",
                                        "dev.lockstep.wire..",
                                        NULLNESS,
                                        CHECKS)),
                rule(
                        "the disk is Java's own",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.disk..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(PLAIN, "dev.lockstep.disk..", NULLNESS)),
                rule(
                        "shared state needs javafx.base alone, and no hub",
                        classes()
                                .that()
                                .resideInAnyPackage("..lockstep.fx..", "..lockstep.client..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        PLAIN,
                                        "javax.net.ssl..",
                                        "javax.security.auth.x500..",
                                        "javafx.beans..",
                                        "javafx.collections..",
                                        "javafx.util..",
                                        "com.google.gson..",
                                        "dev.lockstep.model..",
                                        "dev.lockstep.wire..",
                                        "dev.lockstep.client..",
                                        "dev.lockstep.disk..",
                                        "dev.lockstep.discovery..",
                                        "..lockstep.fx..",
                                        NULLNESS,
                                        CHECKS)),
                rule(
                        "controls for shared state need no more than JavaFX's",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.controls..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        PLAIN,
                                        "javafx..",
                                        "dev.lockstep.model..",
                                        "dev.lockstep.client..",
                                        "dev.lockstep.fx..",
                                        "..lockstep.controls..",
                                        NULLNESS,
                                        CHECKS)),
                rule(
                        "clients know nothing of properties",
                        noClasses()
                                .that()
                                .resideInAPackage("..lockstep.client..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("javafx..", "dev.lockstep.fx..")),
                rule(
                        "the hub knows nothing of clients and windows",
                        noClasses()
                                .that()
                                .resideInAPackage("..lockstep.hub..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("dev.lockstep.client..", "dev.lockstep.fx..", "javafx..")),
                rule(
                        "rooms and journals know nothing of sockets",
                        noClasses()
                                .that()
                                .resideInAnyPackage("..lockstep.hub.room..", "..lockstep.hub.journal..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "org.eclipse.jetty..", "io.javalin..", "dev.lockstep.hub.session..")),
                rule(
                        "nothing knows the program",
                        noClasses()
                                .that(not(resideInAnyPackage("dev.lockstep.desktop..", "dev.lockstep.examples..")))
                                .should()
                                .dependOnClassesThat(
                                        resideInAnyPackage("dev.lockstep.desktop..", "dev.lockstep.examples.."))),
                rule(
                        "one gate to the JavaFX thread",
                        noClasses()
                                .that()
                                .doNotHaveSimpleName("UiThread")
                                .should()
                                .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)),
                rule(
                        "models need no toolkit",
                        noClasses()
                                .that(simpleNameEndingWith("Model").and(resideInAPackage("..lockstep.desktop..")))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "javafx.scene..",
                                        "javafx.stage..",
                                        "javafx.application..",
                                        "org.controlsfx..")),
                rule(
                        "shapes know neither toolkit nor room, nor the board they are on",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.desktop.board.shapes..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        PLAIN,
                                        "org.locationtech.jts..",
                                        "dev.lockstep.model..",
                                        "dev.lockstep.desktop.text..",
                                        "dev.lockstep.desktop.colors..",
                                        "..lockstep.desktop.board.shapes..",
                                        NULLNESS,
                                        CHECKS)),
                rule(
                        "tables, what reads them and what draws them know neither toolkit nor room",
                        classes()
                                .that()
                                .resideInAnyPackage(
                                        "..lockstep.desktop.data.table..",
                                        "..lockstep.desktop.data.read..",
                                        "..lockstep.desktop.data.chart..")
                                .should()
                                .onlyDependOnClassesThat()
                                .resideInAnyPackage(
                                        PLAIN,
                                        "de.siegmar.fastcsv..",
                                        "org.jfree..",
                                        "dev.lockstep.model..",
                                        "dev.lockstep.desktop.text..",
                                        "dev.lockstep.desktop.colors..",
                                        "..lockstep.desktop.data.table..",
                                        "..lockstep.desktop.data.read..",
                                        "..lockstep.desktop.data.chart..",
                                        NULLNESS,
                                        CHECKS)),
                rule(
                        "there is no circle of packages",
                        slices().matching("(*).lockstep.(**)").should().beFreeOfCycles()),
                rule(
                        "nothing but the wiring knows the window",
                        noClasses()
                                .that()
                                .resideInAPackage("..lockstep.desktop.*..")
                                .and()
                                .resideOutsideOfPackage("..lockstep.desktop.shell..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.lockstep.desktop.shell..")),
                rule(
                        "views know what they share, and not each other",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.desktop.*..")
                                .and()
                                .resideOutsideOfPackage("..lockstep.desktop.shell..")
                                .should(useOfTheProgramOnly(
                                        Set.of("view", "text", "colors", "keys", "files", "pictures")))),
                rule(
                        "the window knows no view",
                        classes()
                                .that()
                                .resideInAPackage("..lockstep.desktop.shell..")
                                .should(useOfTheProgramOnly(Set.of("view", "text", "colors", "keys", "connect")))),
                rule(
                        "what takes its time has a thread that is meant for it, and none of those that all share",
                        noClasses()
                                .that()
                                .resideInAPackage("..lockstep.desktop..")
                                .should()
                                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                                .orShould()
                                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                                .orShould()
                                .callMethod(CompletableFuture.class, "delayedExecutor", long.class, TimeUnit.class)
                                .orShould()
                                .callMethod(ForkJoinPool.class, "commonPool")),
                rule("style is for style sheets", noClasses().should().callMethodWhere(named("setStyle"))),
                rule("nobody prints stack traces", noClasses().should().callMethodWhere(named("printStackTrace"))));
    }

    static Stream<Named<ArchRule>> rulesOfTestsToo() {
        return Stream.of(rule("nobody sleeps: wait for what is to come, or have a clock call", NOBODY_SLEEPS));
    }

    /** Of any class, since libraries for tests have their own. To wait in a monitor in which nobody notifies is to sleep. */
    private static boolean sleeps(JavaAccess<?> access) {
        return switch (access.getName()) {
            case "sleep", "parkNanos", "parkUntil" -> true;
            case "wait" ->
                access.getTargetOwner().isEquivalentTo(Object.class)
                        && access.getOriginOwner().getMethodCallsFromSelf().stream()
                                .noneMatch(call -> call.getName().startsWith("notify"));
            default -> false;
        };
    }

    private static DescribedPredicate<JavaMethodCall> named(String method) {
        return DescribedPredicate.describe(
                "to " + method, call -> call.getName().equals(method));
    }

    /** Of the program's packages these and their own, each with those below it. */
    private static ArchCondition<JavaClass> useOfTheProgramOnly(Set<String> shared) {
        return new ArchCondition<>("use of the program's packages only " + shared + " and their own") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                String own = area(from);
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    String area = area(dependency.getTargetClass());
                    if (!area.isEmpty() && !area.equals(own) && !shared.contains(area)) {
                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The package below the program's that a class is in: {@code board} for all of the board's; empty for classes of others. */
    private static String area(JavaClass type) {
        Matcher matcher = AREA.matcher(type.getPackageName());
        return matcher.matches() ? Objects.requireNonNullElse(matcher.group("area"), "the program itself") : "";
    }

    private static Named<ArchRule> rule(String name, ArchRule rule) {
        return Named.of(name, rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    @DisplayName("the house keeps to its rules")
    void holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rulesOfTestsToo")
    @DisplayName("so do its tests, to some")
    void holdsInTests(ArchRule rule) {
        rule.check(TESTS_TOO);
    }

    @ParameterizedTest
    @MethodSource({"rules", "rulesOfTestsToo"})
    @DisplayName("each rule catches a bad sample")
    void catches(ArchRule rule) {
        assertThat(rule.allowEmptyShould(true).evaluate(BAD).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    @Test
    @DisplayName("every way to sleep is caught")
    void sleeping() {
        String report =
                NOBODY_SLEEPS.evaluate(BAD).getFailureReport().getDetails().toString();
        assertThat(BAD.get("bad.lockstep.Sleeps").getMethods())
                .allSatisfy(way -> assertThat(report).contains(way.getFullName()));
    }
}
