package dev.lockstep.model;

import java.util.Optional;

/** Maps commands to a room's methods; each returns the refusal, where there is one. */
final class CommandDispatch implements Command.Visitor<Optional<Answer.Refused>> {

    private final RoomState room;

    CommandDispatch(RoomState room) {
        this.room = room;
    }

    @Override
    public Optional<Answer.Refused> submit(Command.Submit command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.submit(command, session)));
    }

    @Override
    public Optional<Answer.Refused> lock(Command.Lock command) {
        return Optional.ofNullable(room.lock(command));
    }

    @Override
    public Optional<Answer.Refused> unlock(Command.Unlock command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.unlock(command, session)));
    }

    @Override
    public Optional<Answer.Refused> endWait(Command.EndWait command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.endWait(command, session)));
    }

    @Override
    public Optional<Answer.Refused> breakLock(Command.BreakLock command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.breakLock(command, session)));
    }

    @Override
    public Optional<Answer.Refused> setRules(Command.SetRules command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.setRules(command, session)));
    }

    @Override
    public Optional<Answer.Refused> setAccess(Command.SetAccess command) {
        return Optional.ofNullable(
                room.once(command.session(), command.id(), session -> room.setAccess(command, session)));
    }

    @Override
    public Optional<Answer.Refused> adopt(Command.Adopt command) {
        room.adopt(command.access());
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> enter(Command.Enter command) {
        room.enter(command);
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> leave(Command.Leave command) {
        room.leave(command.session());
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> detach(Command.Detach command) {
        room.detach(command.session());
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> detachAll(Command.DetachAll command) {
        room.detachAll();
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> configure(Command.Configure command) {
        room.configure(command);
        return Optional.empty();
    }

    @Override
    public Optional<Answer.Refused> postponeDeadlines(Command.PostponeDeadlines command) {
        return Optional.empty(); // is done already
    }

    @Override
    public Optional<Answer.Refused> setBack(Command.SetBack command) {
        return Optional.empty(); // is done already
    }

    @Override
    public Optional<Answer.Refused> tick(Command.Tick command) {
        return Optional.empty(); // what was due has happened
    }
}
