"""A game in plain text: every change is said once, and each typed line is a step."""

from dataclasses import replace

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Draft, Thumb
from dialogkort.core.agreements.reviews import next_review
from dialogkort.core.days import months_later
from dialogkort.core.game import commands as c
from dialogkort.core.game.consent import decision_on
from dialogkort.core.game.countdown import Countdown
from dialogkort.core.game.numbers import meaning_of
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.setup import Answering
from dialogkort.core.game.state import Stage
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.words import member_name, name_at, why
from dialogkort.plain.asking import ask_day, ask_draft, pick
from dialogkort.plain.console import Console
from dialogkort.plain.heard import heard_face
from dialogkort.plain.letters import letter_of, move_meant
from dialogkort.sessions.games import AtTable
from dialogkort.sessions.moves import (
    MOVES,
    Move,
    is_live,
    label_of,
    live_moves,
    needs_colleague,
    to_rate,
    to_show_thumb,
)
from dialogkort.sessions.names import member_of, names_in
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.views.agreements import title_words
from dialogkort.views.faces import Face
from dialogkort.views.last_time import with_last_time
from dialogkort.views.places import groups_of
from dialogkort.views.table import Bar, Opened, TableView, at_table, view_of
from dialogkort.views.together import list_question, listed

_ONWARD = ("carry_on", "adopt", "turn_thumbs", "move_on")
"""What an empty line does: the first of these moves that is possible."""
_OF_THE_CLOCK = {"toggle_pause", "add_minute"}
"""Moves that change nothing but the clock: the time left is the reply to them."""


class PlainTable:
    """One game at the table, in plain text. `play` returns True if the game has ended, False if it was left."""

    def __init__(self, opened: AtTable, console: Console, around: Surroundings) -> None:
        self._sitting, self._records = opened.sitting, opened.records
        self._console, self._around = console, around
        self._keymap = dict(around.settings.keymap)
        self._opened = Opened()
        self._card = opened.sitting.game.card
        self._said: TableView | None = None
        self._left = False
        self._thumb_of = ""

    def play(self) -> bool:
        """Play until the game has ended or is left."""
        if self._sitting.damage:
            words = _("Line {line} of the saved game could not be read. The game continues from the step before it.")
            self._console.say(words.format(line=self._sitting.damage))
        if self._sitting.had_own_screens:
            self._console.say(_("Personal screens are off in plain text: everyone answers at this keyboard."))
        while not self._left and self._sitting.game.stage is not Stage.ENDED:
            self._say()
            with self._console.remarks(self._remarks()):
                unseen = self._types_unseen()
                typed = self._console.ask_unseen("") if unseen else self._console.ask()
            self._do(typed)
            self._sitting.mark()
        return not self._left

    # What is said

    def _say(self) -> None:
        game, now = self._sitting.game, self._sitting.now
        if game.card is not self._card:
            self._card, self._opened = game.card, Opened()
        view = view_of(game, now, self._sitting.ends, self._opened, at_table(self._sitting))
        view = with_last_time(view, game, self._records.last_answers)
        before, self._said = self._said, view
        say = self._console.say
        if before is None or (view.progress, view.team) != (before.progress, before.team):
            say("", f"{view.team} · {view.progress} · {view.pace}")
        if not view.offered and (before is None or view.face != before.face):
            say(*self._new_lines(view.face, before.face if before else None))
        if view.offered and (before is None or view.offered != before.offered):
            for face in view.offered:
                say(*self._card_lines(face))
        if view.bars and (before is None or view.bars != before.bars):
            say(*(_bar_words(bar) for bar in view.bars if bar.number))
        if before is None or (view.heading, view.told) != (before.heading, before.told):
            say(_after_each_other(view.heading, view.told))
        self._say_whose_thumb()
        if (groups := _groups(view)) and (before is None or groups != _groups(before)):
            say(*groups)
        if self._sitting.waiting:
            say(_("The clock has been paused. Press Enter when you are all here."))
        if self._sitting.trouble:
            say(str(self._sitting.trouble))
        if self._sitting.was_replaced():
            say(_("Another program replaced the file of this game. All steps have been saved again."))

    def _card_lines(self, face: Face) -> tuple[str, ...]:
        """Return a card as lines, and at the end what can be opened on it, each with its letter."""
        more = [f"{letter_of(more.move, self._keymap)}: {more.words}" for more in face.more]
        return (*heard_face(face), ", ".join(more))

    def _new_lines(self, face: Face, before: Face | None) -> tuple[str, ...]:
        """Return the lines of a face, or only the new ones if it is the same face with more of it opened."""
        lines = self._card_lines(face)
        if before is None or (face.title, face.text) != (before.title, before.text):
            return lines
        known = set(self._card_lines(before))
        return tuple(line for line in lines[:-1] if line not in known)

    def _say_whose_thumb(self) -> None:
        """Say whose thumb is typed next; on the screen, the list of those present shows that."""
        proposal = self._sitting.game.proposal
        member = to_show_thumb(self._sitting) if proposal and proposal.proposed else ""
        if member and member != self._thumb_of:
            self._console.say(_("{name} is next.").format(name=name_at(self._sitting.game, member)))
        self._thumb_of = member

    def _remarks(self) -> list[tuple[float, str]]:
        """Return the reminders of the time, each with its delay in seconds."""
        countdown = self._sitting.game.countdown
        if countdown is None or countdown.paused or self._sitting.waiting:
            return []
        left = countdown.left(self._sitting.now)
        marks = [(countdown.seconds / 2, _("Half the time is left.")), (60.0, _("One minute left."))]
        remarks = [(left - mark, words) for mark, words in marks if left - mark > 10 and mark < countdown.seconds]
        return [*remarks, (left, _("Time's up.") + "\a")] if left > 0 else remarks

    def _types_unseen(self) -> bool:
        game = self._sitting.game
        if self._sitting.ratings.place and to_rate(self._sitting):
            return True
        answers = game.phase is Phase.REVEAL and bool(game.to_answer) and game.round and not game.round.shown
        return bool(answers and game.setup.answering is not Answering.FINGERS)

    def _live(self) -> list[Move]:
        """Return what can be done here: personal screens are turned on at the table on screen."""
        return [move for move in live_moves(self._sitting, self._around.today) if move.id != "own_screens"]

    def _help(self) -> None:
        """Say what can be done now, most important first."""
        for move in self._live():
            if move.id == "number":
                self._console.say("1, 2, 3 …  " + _(move.label))
                continue
            letter = _("Enter") if move.id in _ONWARD else letter_of(move.id, self._keymap)
            words = label_of(move.id, self._sitting) or _(move.label)
            self._console.say(f"{letter}  {words}" if letter else _("{words}  (type the words)").format(words=words))
        self._console.say("?  " + _("help"), _("time left"))

    # What is done

    def _do(self, typed: str) -> None:
        if not typed:
            self._go_on()
        elif typed.isdecimal():
            self._number(int(typed[:4]))
        elif typed == "?" or typed.casefold() in {"hjælp", "help"}:
            self._help()
        elif typed.casefold() in {"tid", "time", "ur", "clock"} or (typed == "t" and not self._is_live("redraw")):
            self._tell_time()
        else:
            live = [move.id for move in self._live()]
            move = move_meant(typed, live, self._keymap)
            if move:
                self._make(move)
            else:
                self._console.say(_("You cannot do that right now. Type ? to see what you can do."))

    def _is_live(self, move: str) -> bool:
        return is_live(move, self._sitting, self._around.today)

    def _go_on(self) -> None:
        move = next((move for move in _ONWARD if self._is_live(move)), "")
        if move:
            self._make(move)
            return
        outcome = self._sitting.judge(c.MoveOn())
        self._console.say(why(outcome.reason) if isinstance(outcome, Refusal) else "")

    def _tell_time(self) -> None:
        countdown = self._sitting.game.countdown
        self._console.say(
            _time_words(countdown, self._sitting.now) if countdown else _("No clock is running right now.")
        )

    def _send(self, command: c.Command) -> bool:
        refusal = self._sitting.send(command)
        self._console.say(why(refusal.reason) if refusal else "")
        return refusal is None

    def _number(self, number: int) -> None:
        if self._sitting.ratings.place:
            refusal = self._sitting.rate(to_rate(self._sitting), number)
            self._console.say(why(refusal.reason) if refusal else "")
            return
        command = meaning_of(self._sitting.game, number, self._sitting.seated)
        if command is None:
            self._console.say(_("You cannot do that right now. Type ? to see what you can do."))
        elif isinstance(command, c.ChooseCard) and needs_colleague(self._sitting, command):
            game = self._sitting.game
            others = [member for member in game.present if game.round and member != game.round.chooser]
            receiver = pick(
                self._console, _("Who is the card for?"), [(other, name_at(game, other)) for other in others]
            )
            if receiver:
                self._send(c.ChooseCard(command.card, receiver))
        else:
            self._send(command)

    def _make(self, move: str) -> None:
        """Make a move; anything else that it needs is asked for line by line."""
        asked = {
            "carry_on": self._carry_on,
            "adopt": self._adopt,
            "concern": lambda: self._object(Thumb.CONCERN),
            "objection": lambda: self._object(Thumb.OBJECTION),
            "keep": self._keep,
            "retire": self._retire,
            "adjust": lambda: self._begin_draft("adjust"),
            "replace": lambda: self._begin_draft("replace"),
            "change_draft": lambda: self._begin_draft("change_draft"),
            "draft": self._write_draft,
            "follow_ups": lambda: self._open(replace(self._opened, follow_ups=not self._opened.follow_ups)),
            "advice": lambda: self._open(replace(self._opened, advice=not self._opened.advice)),
            "undo": self._undo,
            "note": self._note,
            "drop_note": self._drop_note,
            "list_line": self._write_lines,
            "members": self._members,
            "minutes": self._minutes,
            "leave": self._leave,
        }
        command = MOVES[move].command
        if move in asked:
            asked[move]()
        elif command and self._send(command(self._sitting, self._around.today)) and move in _OF_THE_CLOCK:
            self._tell_time()

    def _carry_on(self) -> None:
        self._sitting.go()
        self._said = None

    def _adopt(self) -> None:
        if self._send(c.Adopt(self._around.today)):
            self._write_agreements()

    def _retire(self) -> None:
        reason = self._console.ask(_("Why can we do without it? This goes into its history. You can leave it empty."))
        if self._send(c.Retire(self._around.today, reason)):
            self._write_agreements()

    def _begin_draft(self, move: str) -> None:
        command = MOVES[move].command
        if command and self._send(command(self._sitting, self._around.today)):
            self._write_draft()

    def _open(self, opened: Opened) -> None:
        self._opened = opened

    def _undo(self) -> None:
        if self._sitting.undo():
            self._write_agreements()
            self._said = None

    def _note(self) -> None:
        note = self._console.ask(_("What should we remember, but not talk about now?"))
        if note and self._send(c.ParkNote(note)):
            self._console.say(_("The note is parked. It will be in the summary."))

    def _write_lines(self) -> None:
        """Ask for lines on the card's list, until an empty one is entered."""
        game = self._sitting.game
        name = game.card.list_name if game.card else ""
        while True:
            text = self._console.ask(f"{name}: {list_question(self._sitting.game)}")
            if not text or not self._send(c.WriteLine(text)):
                return

    def _drop_note(self) -> None:
        notes = [(note.id, note.text) for note in self._sitting.game.carried]
        chosen = pick(self._console, _("Which note do you want to drop?"), notes)
        if chosen and self._send(c.DropNote(chosen)):
            self._console.say(_("The note is dropped. It will not come up again."))

    def _minutes(self) -> None:
        text = self._console.ask(_("How many minutes of the meeting are left?"))
        if text:
            self._send(c.SetMinutesLeft(int(text[:9]) if text.isdecimal() else -1))

    def _leave(self) -> None:
        self._left = True

    def _object(self, thumb: Thumb) -> None:
        questions = {
            Thumb.CONCERN: _("What is the concern? It will be recorded with the agreement, without a name."),
            Thumb.OBJECTION: _("What is the objection? It shows what needs to change in the draft."),
        }
        member = to_show_thumb(self._sitting)
        self._send(c.ShowThumb(member, thumb, self._console.ask(questions[thumb])))

    def _keep(self) -> None:
        agreement, today = self._sitting.game.reviewing, self._around.today
        if agreement is None:
            return
        proposed = long_date(next_review(agreement, today))
        question = _("When will you review it? A date, or a period such as 3 months or 2 weeks.")
        day = ask_day(self._console, question, proposed, today)
        if self._send(c.Keep(today, day)):
            self._write_agreements()

    def _write_draft(self) -> None:
        """Ask for a draft line by line, and put it to the team; without a rule it is dropped."""
        game, today = self._sitting.game, self._around.today
        draft = game.proposal.draft if game.proposal else Draft()
        card = game.proposal.card if game.proposal else game.card
        names = tuple(name_at(game, member) for member in game.present)
        usual = draft.review or months_later(today, REVIEW_MONTHS)
        decision = decision_on(game, card) if card else ""
        written = ask_draft(self._console, draft, names, usual, today, decision=decision)
        if not written.rule:
            self._console.say(_("First, write what you agree to do."))
            if game.proposal:
                self._send(c.DropDraft())
            return
        if self._send(c.WriteDraft(written)):
            self._send(c.Propose())

    def _members(self) -> None:
        """Let people arrive, leave and come back, by number or by a new name."""
        while True:
            game = self._sitting.game
            for number, member in enumerate(game.members, 1):
                state = "" if member.id in game.present else " · " + _("away")
                self._console.say(f"{number}  {member_name(member)}{state}")
            typed = self._console.ask(
                _(
                    "Type a number to mark someone as here or away, or the name of someone new. Press Enter when you "
                    "are done."
                )
            )
            if not typed:
                if not self._records.remember_joined(game):
                    self._console.say(self._records.problem)
                return
            if typed.isdecimal() and 1 <= int(typed[:3]) <= len(game.members):
                one = game.members[int(typed) - 1].id
                self._send(c.Leave(one) if one in game.present else c.Return(one))
            else:
                for name in names_in(typed):
                    joined = member_of("", name)
                    self._send(c.Join(joined.name, joined.remote))

    def _write_agreements(self) -> None:
        """Bring the team's files in line with the game, and say so; or else say why that failed."""
        game = self._sitting.game
        if not self._records.write_agreements(game):
            self._console.say(self._records.problem)
        elif game.agreements or game.changes:
            latest = game.agreements[-1] if game.agreements else game.changes[-1].after
            self._console.say(_("Saved: {title}").format(title=title_words(latest)))


def _groups(view: TableView) -> tuple[str, ...]:
    """Return who sits with whom, one line per group."""
    return tuple(listed([place.name for place in group]) for group in groups_of(view.places))


def _after_each_other(heading: str, hint: str) -> str:
    """Return both as sentences; a heading may be a question."""
    stop = "" if heading.endswith(("?", "!", ".")) else "."
    return f"{heading}{stop} {hint}" if hint else heading


def _time_words(countdown: Countdown, now: float) -> str:
    """Return the time left in words: a screen reader reads 1:30 as half past one."""
    seconds = round(countdown.left(now))
    if abs(seconds) < 60:
        time = ngettext("{number} second", "{number} seconds", abs(seconds))
    else:
        time = _("{minutes} min. {seconds} sec.").format(minutes=abs(seconds) // 60, seconds=abs(seconds) % 60)
    told = _("{time} left.") if seconds > 0 else _("{time} over.") if seconds else _("Time's up.")
    words = told.format(time=time)
    return " ".join((_("The clock is paused."), words)) if countdown.paused else words


def _bar_words(bar: Bar) -> str:
    """Return one choice, and how many chose it."""
    number = ngettext("{number} answer", "{number} answers", bar.number)
    return f"{bar.choice} {bar.words}: {number}" if bar.words else f"{bar.choice}: {number}"
