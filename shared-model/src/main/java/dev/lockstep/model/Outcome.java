package dev.lockstep.model;

import java.util.List;

/** The effects of a command on a room. */
public sealed interface Outcome {

    /** What sessions are told in person, in order. */
    List<Answer> answers();

    /** What every member is told, in order. */
    default List<Commit> commits() {
        return List.of();
    }

    /** The state changed: the command belongs into the log. {@code commits} may be empty where only sessions changed. */
    record Applied(List<Commit> commits, List<Answer> answers) implements Outcome {
        public Applied {
            commits = List.copyOf(commits);
            answers = List.copyOf(answers);
        }
    }

    /** The command was in order and changed nothing. */
    record Unchanged(List<Answer> answers) implements Outcome {
        public Unchanged {
            answers = List.copyOf(answers);
        }
    }

    /** The command was not done, and changed nothing. */
    record Refused(Answer.Refused answer) implements Outcome {
        @Override
        public List<Answer> answers() {
            return List.of(answer);
        }
    }
}
