package dev.lockstep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublicCommentsTest {

    private static final Path MAIN = Path.of("src/main/java/dev/lockstep");

    @Test
    @DisplayName("whatever other programs see of the library has a comment")
    void commented() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String each : List.of("model", "wire", "client", "fx", "controls")) {
            try (Stream<Path> files = Files.list(MAIN.resolve(each))) {
                for (Path file : files.sorted().toList()) {
                    sources.add(new Source(file.toUri(), Files.readString(file)));
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(uncommented(sources)).isEmpty();
    }

    @Test
    @DisplayName("what lacks one is found, and no more")
    void catches() throws IOException {
        String sample = """
                /** A. */
                public sealed interface A {
                    int wanted();
                    /** B. */
                    enum B { WANTED, /** Not. */ OTHER }
                    record Wanted(int a) implements A {
                        public Wanted { a++; }
                        public Wanted() { this(1); }
                        @Override public int wanted() { return a; }
                        private int other() { return a; }
                    }
                    /** C. */
                    abstract class C implements A {
                        protected int wanted;
                        int other;
                        C() {}
                        protected abstract void wanted(int a);
                        public abstract void c(C one);
                    }
                }
                class Other { public int other; public class Another {} }
                """;
        assertThat(uncommented(List.of(new Source(URI.create("string:///A.java"), sample))))
                .extracting(found -> found.replaceAll(".*A.java: ", ""))
                .containsExactly("A.wanted", "A.B.WANTED", "A.Wanted", "A.Wanted.Wanted", "A.C.wanted", "A.C.wanted");
    }

    private static List<String> uncommented(List<JavaFileObject> sources) throws IOException {
        JavacTask parser = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, sources);
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree file : parser.parse()) {
            new Finder(DocTrees.instance(parser), found).scan(file, null);
        }
        return found;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Goes through what is seen from outside. */
    private static final class Finder extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final List<String> found;

        Finder(DocTrees docs, List<String> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!isSeen(type.getModifiers())) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .anyMatch(type -> type.toString().equals("Override"));
            if (isSeen(method.getModifiers()) && !overrides && !isCompact(method) && !isCase(method)) {
                boolean constructs = method.getReturnType() == null;
                check(
                        constructs
                                ? owner().getSimpleName().toString()
                                : method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            if (isSeen(field.getModifiers())) {
                check(field.getName().toString());
            }
            return null;
        }

        private ClassTree owner() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        /** The constructor of a record that names no parameters. */
        private boolean isCompact(MethodTree method) {
            CompilationUnitTree file = getCurrentPath().getCompilationUnit();
            long begin = docs.getSourcePositions().getStartPosition(file, method);
            long body = docs.getSourcePositions().getStartPosition(file, method.getBody());
            return owner().getKind() == Tree.Kind.RECORD
                    && method.getReturnType() == null
                    && !text(file)
                            .subSequence((int) begin, (int) body)
                            .toString()
                            .contains("(");
        }

        /** One case of a visitor, such as {@code submit(Submit command)}: its type has the comment. */
        private static boolean isCase(MethodTree method) {
            if (method.getParameters().size() != 1) {
                return false;
            }
            String type = method.getParameters().get(0).getType().toString().replaceAll("<.*|.*\\.", "");
            return method.getName().contentEquals(Character.toLowerCase(type.charAt(0)) + type.substring(1));
        }

        private static CharSequence text(CompilationUnitTree file) {
            try {
                return file.getSourceFile().getCharContent(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isSeen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            boolean inInterface = parent instanceof ClassTree type && type.getKind() == Tree.Kind.INTERFACE;
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (inInterface && !flags.contains(Modifier.PRIVATE));
        }

        private void check(String name) {
            TreePath path = getCurrentPath();
            if (docs.getDocComment(path) != null) {
                return;
            }
            StringBuilder where = new StringBuilder(name);
            for (TreePath each = path.getParentPath();
                    each.getLeaf() instanceof ClassTree type;
                    each = each.getParentPath()) {
                where.insert(0, type.getSimpleName() + ".");
            }
            found.add(path.getCompilationUnit().getSourceFile().getName() + ": " + where);
        }
    }
}
