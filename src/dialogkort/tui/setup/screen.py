"""Set-up: who plays what, for how long. The plan is shown as it takes shape."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import DescendantBlur, Resize
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from dialogkort.core.cards import Deck
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.decide import LONGEST_MEETING
from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import Plan, make_plan, proposal
from dialogkort.core.game.setup import Answering
from dialogkort.core.team import LONGEST_NAME, LONGEST_TEAM_NAME, MOST_MEMBERS, Member, Team
from dialogkort.core.text import clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.words import answering_name, dealing_name, format_name, listed_name
from dialogkort.sessions.beginning import (
    USUAL_MINUTES,
    USUAL_REVIEWS,
    Beginning,
    ahead_in,
    answering_of,
    dealing_of,
    format_of,
    usual_format,
)
from dialogkort.sessions.names import MOST_TEXT, member_of, names_in
from dialogkort.sessions.own_deck import ENOUGH, OWN, own_deck, too_few_words
from dialogkort.sessions.programmes import Going, going_on
from dialogkort.sessions.unread import twice_words, unread_words
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games.minutes import Stopped, stopped
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.keeping import Keeping, kept_in
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.look.styled import contents_of
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import Form, MembersRow, NamesLine, ProposalRow, StartRow, labelled
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.text_line import MOST, TextLine, too_long
from dialogkort.views.deck_choices import DeckChoices
from dialogkort.views.plan import (
    due_choices,
    fault_words,
    going_choices,
    missing_words,
    names_words,
    plan_words,
    proposal_words,
)

_KEPT_ROWS = ("decks", "form-choice", "dealing", "answering")


class SetupScreen(DismissOnce[Beginning | None]):
    """Asks for everything that a game needs. A team that has played before finds its previous choices."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "setup",
        [
            Binding("down", "app.focus_next", N_("next line")),
            Binding("up", "app.focus_previous", N_("previous line"), show=False),
            Binding("f2", "start", N_("start the game")),
            Binding("f3", "own_screens", N_("personal screens"), tooltip=N_("Everyone gets a seat in the browser.")),
            Binding("f1", "app.help", N_("help")),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self._beginning = beginning
        self._members: tuple[Member, ...] = ()
        self._teams: tuple[Team, ...] = ()
        self._team = Team("")
        self._plan: Plan | None = None
        self._proposal: Plan | None = None
        self._format_is_ours = not beginning.form
        self._due: int | None = None
        self._unread: list[FileProblem] = []
        self._unread_of_team: list[FileProblem] = []
        self._stopped: dict[str, Stopped] = {}
        self._going: Going | None = None
        self._by_hand: set[str] = set()
        self._keeping = Keeping(self, None, self._now)
        self._minutes_shown = ""

    def compose(self) -> ComposeResult:
        yield Static(_("New game"), markup=False, classes="heading")
        with Form(id="form"):
            with labelled(_("Team")):
                yield TextLine(
                    id="team", longest=LONGEST_TEAM_NAME, placeholder=_("a name of your choice, or leave empty")
                )
            with labelled(_("Here today")):
                yield MembersRow(several=True, id="members")
            with labelled(""):
                yield NamesLine(id="add", longest=MOST_TEXT)
            with labelled(""):
                yield Static(id="understood", markup=False)
            with labelled(_("Decks")):
                yield ChoiceRow(several=True, id="decks")
            with labelled(""):
                yield TextLine(id="find", longest=100)
            with labelled(_("Programme")):
                yield ChoiceRow(id="going")
            with labelled(_("Due for review")):
                yield ChoiceRow(id="reviews")
            with labelled(_("Minutes")):
                yield TextLine(id="minutes", longest=3, numbers=True)
            with labelled(_("Format")):
                yield ChoiceRow(id="form-choice")
            with labelled(_("Dealing")):
                yield ChoiceRow(id="dealing")
            with labelled(_("Answers")):
                yield ChoiceRow(id="answering")
            yield Static(id="plan", markup=False)
            yield ProposalRow(id="proposal", markup=False)
            yield StartRow(id="start", markup=False)
            yield Static(id="faults", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        around = self.app.surroundings
        found = team_files.teams(around.folder, self._unread, known=around.folder_is_known)
        self._teams = tuple(team for _folder, team in found)
        self._tell_names("")
        self._choices = DeckChoices(self.app.library, self._beginning.decks)
        if self._choices.lacking:
            names = ", ".join(self._choices.lacking)
            self.app.tell(_("Not found, or not a deck: {names}.").format(names=names), warning=True)
        team_input = self.query_one("#team", Input)
        team_input.suggester = SuggestFromList([team.name for team in self._teams], case_sensitive=False)
        wanted = self._beginning
        team = self._team_called(wanted.team) or (self._teams[0] if self._teams and not wanted.team else None)
        team = team or Team(wanted.team)
        if wanted.members:
            team = Team(team.name, wanted.members, team.language, team.minutes, team.format, team.dealing)
        field = self.app.forms.field("set-up")
        before = (kept_in(field) or self.app.set_up_left) if wanted == Beginning() else {}
        if before:
            name = clean_line(str(before.get("team", "")), MOST)
            team = self._team_called(name) or Team(name)
        team_input.value = team.name
        self._fill(team)
        if before:
            self._fill_again(before)
        self._keeping = Keeping(self, field, self._now)
        self.call_after_refresh(self._keeping.begin, {} if before else None)
        self.query_one("#start" if self._members else "#team").focus()

    def _now(self) -> dict[str, Any]:
        """Return what somebody has written and chosen, in the form in which it is kept."""
        here = self.query_one("#members", ChoiceRow).chosen
        rows = self._by_hand & set(_KEPT_ROWS)
        return {
            "team": self.query_one("#team", Input).value,
            "members": [[member.id, member.name, member.remote, member.id in here] for member in self._members],
            "names": self.query_one("#add", Input).value,
            "minutes": self.query_one("#minutes", Input).value,
            "rows": {name: list(self.query_one(f"#{name}", ChoiceRow).chosen) for name in _KEPT_ROWS if name in rows},
        }

    def _fill_again(self, before: Mapping[str, Any]) -> None:
        """Restore the contents of the form from when the program ended."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            found = [
                (Member(str(name), clean_line(str(words), LONGEST_NAME), remote is True), here is True)
                for name, words, remote, here in before["members"][:MOST_MEMBERS]
            ]
            self._members = tuple(member for member, _here in found)
            self._offer_members(tuple(member.id for member, here in found if here))
            self.query_one("#add", Input).value = clean_line(str(before["names"]), MOST)
            self.query_one("#minutes", Input).value = clean_line(str(before["minutes"]), 9)
            for name, chosen in before["rows"].items():
                if name in _KEPT_ROWS:
                    self._by_hand.add(name)
                    if name == "decks":
                        self._offer_decks(self._choices.chosen(map(str, chosen), usual=False))
                    else:
                        self.query_one(f"#{name}", ChoiceRow).pick(map(str, chosen))
            if "form-choice" in self._by_hand:
                self._format_is_ours = False
        self.app.tell(_("What you typed earlier is still here."))
        self._draw()

    def keep_input(self) -> None:
        self._keeping.keep()

    def _team_called(self, name: str) -> Team | None:
        return next((team for team in self._teams if team.name.casefold() == name.strip().casefold()), None)

    def _fill(self, team: Team) -> None:
        """Set the form to what the team chose last, unless something else was given when the program was started."""
        wanted = self._beginning
        self._team, self._members = team, team.members
        self._offer_members(tuple(member.id for member in team.members))
        before = self.query_one("#decks", ChoiceRow).chosen
        self._choices.own = None
        if "decks" in self._by_hand:  # an explicit choice counts for more than what was played last time
            self._offer_decks(self._choices.chosen(before, usual=False))
        else:
            named = self._choices.wanted if wanted.decks or wanted.alone else team.decks
            self._offer_decks(self._choices.chosen(named, usual=not wanted.alone))
        self.query_one("#reviews").parent.display = False  # type: ignore[union-attr]
        self.query_one("#going", ChoiceRow).offer([], [])
        self.query_one("#going").parent.display = False  # type: ignore[union-attr]
        self._due, self._stopped, self._going = None, {}, None
        wants_own = OWN in before if "decks" in self._by_hand else OWN in team.decks or self._choices.wants_own
        self._read_team(team.name, wants_own)
        minutes = self.query_one("#minutes", Input)
        if minutes.value == self._minutes_shown:
            minutes.value = self._minutes_shown = str(wanted.minutes or team.minutes or USUAL_MINUTES)
        form = wanted.form or format_of(team)
        if "form-choice" not in self._by_hand:
            self._format_is_ours = not wanted.form
            self._offer("form-choice", [(form.value, format_name(form)) for form in Format], form or Format.CLASSIC)
        self._offer("dealing", [(way.value, dealing_name(way)) for way in Dealing], dealing_of(team))
        self._offer("answering", [(way.value, answering_name(way)) for way in Answering], answering_of(team))
        self._draw()

    def _offer(self, name: str, choices: list[tuple[str, str]], usual: str) -> None:
        """Offer what the team chose last, unless somebody has already made a choice."""
        if name not in self._by_hand:
            self.query_one(f"#{name}", ChoiceRow).offer(choices, [usual])

    def _offer_decks(self, chosen: Iterable[str]) -> None:
        """Offer the decks: all of them, or if there are many, those that are chosen and those that match the search."""
        chosen = tuple(chosen)
        find = self.query_one("#find", TextLine)
        choices, hidden = self._choices.shown(find.value, chosen)
        self.query_one("#decks", ChoiceRow).offer(choices, chosen)
        many = hidden > 0 or bool(find.value)
        find.parent.display = many  # type: ignore[union-attr]
        find.placeholder = ngettext(
            "{number} more deck: type to find it", "{number} more decks: type to find one", hidden
        )

    def _offer_members(self, here: tuple[str, ...]) -> None:
        choices = [(member.id, listed_name(member)) for member in self._members]
        self.query_one("#members", ChoiceRow).offer(choices, here)
        self.query_one("#members").parent.display = bool(choices)  # type: ignore[union-attr]
        add = self.query_one("#add", Input)
        label = add.parent.query_one(".label", Static) if add.parent else None
        if label:
            label.update("" if choices else _("Here today"))
        add.placeholder = (
            _("another name, then Enter") if choices else _("your names separated by commas, or the number of people")
        )

    @work(thread=True, exclusive=True)
    def _read_team(self, team: str, wants_own: bool) -> None:  # noqa: FBT001 - the signature that a worker gets
        """Read what a team has on file, which may be a lot, and slow to reach: what is due, and where it stopped."""
        around = self.app.surroundings
        folder = team_files.folder_of(around.folder, team or _("Our team"))
        problems: list[FileProblem] = []
        outlines = [heading.outline for heading in agreement_files.scan(folder, problems)]
        due = sum(agreement.due(around.today) for agreement in outlines)
        in_force = sum(agreement.in_force for agreement in outlines)
        own = None
        if in_force >= ENOUGH:
            own = own_deck(file.agreement for file in agreement_files.load_all(folder)[0])
        self.app.call_from_thread(self._use_team, stopped(folder), own, in_force, wants_own)
        self.app.call_from_thread(self._offer_reviews, due, problems)

    def _use_team(self, where: dict[str, Stopped], own: Deck | None, number: int, wants_own: bool) -> None:  # noqa: FBT001
        """Offer the deck of the team's own agreements, and where a programme continues."""
        if not self.is_attached:
            return
        self._stopped = where
        if own:
            self._choices.own, self._choices.own_number = own, number
            row = self.query_one("#decks", ChoiceRow)
            self._offer_decks([*row.chosen, *([OWN] if wants_own else [])])
        elif self._choices.wants_own:
            self._choices.wants_own = False
            self.app.tell(too_few_words(), warning=True)
        self._offer_going()

    def _offer_going(self) -> None:
        """Offer to continue the chosen programme, if the team has stopped in the middle of it."""
        row = self.query_one("#going", ChoiceRow)
        going = going_on(self._stopped, self._choices.decks(self.query_one("#decks", ChoiceRow).chosen))
        if going != self._going:
            self._going = going
            choices = going_choices(going) if going else []
            row.offer(choices, [choices[0][0]] if choices else [])
        row.parent.display = going is not None  # type: ignore[union-attr]

    def _offer_reviews(self, due: int, problems: list[FileProblem]) -> None:
        """Offer to review what is `due` before the first card, and say what could not be read."""
        if not self.is_attached:
            return
        self._unread_of_team = problems
        self._due = due
        row = self.query_one("#reviews", ChoiceRow)
        wanted = USUAL_REVIEWS if self._beginning.reviews is None else self._beginning.reviews
        row.offer(due_choices(due), [str(min(due, wanted if wanted <= USUAL_REVIEWS else due))])
        row.parent.display = bool(due)  # type: ignore[union-attr]
        self._draw()

    # The plan

    def _reviews(self) -> int:
        return int(self.query_one("#reviews", ChoiceRow).value or 0) if self._due else 0

    def _here(self) -> int:
        """Return how many are here, including those whose names are still in the field."""
        here = len(self.query_one("#members", ChoiceRow).chosen)
        return min(MOST_MEMBERS, here + len(names_in(self.query_one("#add", Input).value)))

    def _minutes(self) -> int:
        text = self.query_one("#minutes", Input).value
        minutes = int(text) if text.isdecimal() and len(text) < 10 else 0
        return minutes if minutes <= LONGEST_MEETING else 0

    def _decks(self) -> tuple[Deck, ...]:
        chosen = self._choices.decks(self.query_one("#decks", ChoiceRow).chosen)
        beginning = replace(self._beginning, continues_at=self._continues_at())
        return tuple(beginning.picked_of(deck) for deck in chosen)

    def _continues_at(self) -> str:
        return self.query_one("#going", ChoiceRow).value if self._going else ""

    def _form(self) -> Format:
        return Format(self.query_one("#form-choice", ChoiceRow).value or Format.CLASSIC)

    def _draw(self) -> None:
        self._offer_going()
        here, minutes, decks = self._here(), self._minutes(), self._decks()
        ahead = ahead_in(decks)
        if self._format_is_ours and here and minutes:
            form = usual_format(format_of(self._team), here, minutes, ahead, self._reviews())
            choices = [(format_.value, format_name(format_)) for format_ in Format]
            self.query_one("#form-choice", ChoiceRow).offer(choices, [form])
        overrides = decks[0].seconds if len(decks) == 1 else ()
        cards = sum(len(deck.cards) for deck in decks)
        self._plan = self._proposal = None
        reviews = self._reviews()
        if here and minutes and (cards or reviews):
            self._plan = make_plan(self._form(), here, minutes, overrides, cards, reviews, ahead)
            self._proposal = proposal(self._plan, overrides, ahead)
        if self._plan:
            ends = self.app.surroundings.wall() + timedelta(minutes=minutes)
            picked = sum(card.key in self._beginning.cards for deck in decks for card in deck.cards)
            first = self._going.number if self._going and self._continues_at() else 1
            words = contents_of(plan_words(self._plan, ends, decks, picked, first, self._going))
        else:
            words = Content.styled(missing_words(here, decks), "$now")
        if self.app.surroundings.seats_at_once:
            seats = _("Personal screens will be turned on when the game starts.")
            words = Content("\n").join((words, Content.styled(seats, "$dim")))
        self.query_one("#plan", Static).update(words)
        row = self.query_one("#proposal", ProposalRow)
        row.display = self._proposal is not None
        row.update(proposal_words(self._proposal) if self._proposal else "")
        self.query_one("#start", StartRow).update("⏎ " + _("Start the game"))
        unread = unread_words([*self._unread, *self._unread_of_team])
        twice = twice_words(self._unread)
        twice = twice and twice + " " + _("The one you are playing in is shown at the top.")
        told = (f"! {unread}" if unread else "", f"! {twice}" if twice else "", fault_words(self._choices.shelved))
        self.query_one("#faults", Static).update("\n".join(filter(None, told)))

    # What changes it

    def on_input_changed(self, event: Input.Changed) -> None:
        self._keeping.soon()
        match event.input.id:
            case "team":
                self._settle_team()
            case "find":
                self._offer_decks(self.query_one("#decks", ChoiceRow).chosen)
            case "add":
                self._tell_names(event.value)
                self._draw()
            case _:
                self._draw()

    def _tell_names(self, text: str) -> None:
        """Show immediately how typed text is understood."""
        understood = self.query_one("#understood", Static)
        understood.update(names_words(names_in(text)))
        understood.parent.display = bool(text.strip())  # type: ignore[union-attr]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "add" and event.value.strip():
            event.input.clear()  # before they are counted as members
            self._add(event.value)
            return
        if event.input.id == "find":
            self.query_one("#decks").focus()
            return
        if event.input.id == "team" and self._settle_team():
            self.query_one("#start").focus()
            return
        self.focus_next()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        if event.widget.id == "team":
            self._settle_team()

    def _settle_team(self) -> bool:
        """Show what the named team chose last; the members of another team are not carried over to a new one.

        True if the name belongs to a team that has played before.
        """
        name = self.query_one("#team", Input).value
        known = self._team_called(name)
        theirs = self._members == self._team.members and not self._beginning.members
        if known:
            self.query_one("#team", Input).value = known.name
        if known and known.name != self._team.name:
            self._fill(known)
        elif not known and theirs and self._team_called(self._team.name):
            self._fill(Team(name))
        return known is not None

    def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
        self._by_hand.add(event.row.id or "")
        self._keeping.soon()
        if event.row.id == "form-choice":
            self._format_is_ours = False
        self._draw()

    def _add(self, text: str) -> None:
        """Add the members that were typed: names separated by commas or line feeds, or a number."""
        names = names_in(text)
        here = self.query_one("#members", ChoiceRow).chosen
        room = MOST_MEMBERS - len(self._members)
        if len(names) > room:
            most = _("There is room for {most} people at one table. Split into groups, with a game for each.")
            self.app.tell(most.format(most=MOST_MEMBERS), warning=True)
        if any(len(clean_line(name, 1000)) > LONGEST_NAME for name in names):
            self.app.tell(_("A name was too long, and has been shortened."), warning=True)
        taken = {member.id for member in self._members}
        free = (f"m{number}" for number in range(1, 2 * MOST_MEMBERS) if f"m{number}" not in taken)
        added = tuple(member_of(name, words) for name, words in zip(free, names[:room], strict=False))
        self._members = (*self._members, *added)
        self._keeping.soon()
        self._offer_members((*here, *(member.id for member in added)))
        self._draw()

    def on_members_row_on_screen(self, event: MembersRow.OnScreen) -> None:
        self._members = tuple(
            replace(member, remote=not member.remote) if member.id == event.name else member for member in self._members
        )
        self._offer_members(self.query_one("#members", ChoiceRow).chosen)

    def on_members_row_taken_off(self, event: MembersRow.TakenOff) -> None:
        here = self.query_one("#members", ChoiceRow).chosen
        self._members = tuple(member for member in self._members if member.id != event.name)
        self._offer_members(tuple(name for name in here if name != event.name))
        self._draw()

    def on_resize(self, event: Resize) -> None:
        del event
        self.refresh(layout=True)

    def action_take_proposal(self) -> None:
        if self._proposal:
            self._format_is_ours = False
            self.query_one("#minutes", Input).value = str(self._proposal.minutes)
            self.query_one("#form-choice", ChoiceRow).choose(self._proposal.form)
            self.query_one("#start").focus()

    def action_start(self) -> None:
        self._settle_team()
        if words := too_long(self):
            self.app.refuse(words)
            return
        waiting = self.query_one("#add", Input)
        if typed := waiting.value.strip():
            waiting.clear()
            self._add(typed)
        decks = self._decks()
        if not self._here() or not (any(deck.cards for deck in decks) or self._reviews()) or not self._minutes():
            self.app.refuse(missing_words(self._here(), decks))
            self.query_one("#add" if not self._here() else "#decks" if self._minutes() else "#minutes").focus()
            return
        here = self.query_one("#members", ChoiceRow).chosen
        self.app.set_up_left = {}
        self._keeping.done()
        self.dismiss(
            Beginning(
                team=clean_line(self.query_one("#team", Input).value, LONGEST_TEAM_NAME),
                members=self._members,
                absent=tuple(member.id for member in self._members if member.id not in here),
                decks=self.query_one("#decks", ChoiceRow).chosen,
                cards=self._beginning.cards,
                minutes=self._minutes(),
                form=self._form(),
                dealing=Dealing(self.query_one("#dealing", ChoiceRow).value or Dealing.BLIND),
                answering=Answering(self.query_one("#answering", ChoiceRow).value or Answering.FINGERS),
                seed=self._beginning.seed,
                reviews=None if self._due is None else self._reviews(),
                continues_at=self._continues_at(),
            )
        )

    def action_own_screens(self) -> None:
        """Turn personal screens on with this game, or change that back."""
        wanted = not self.app.surroundings.seats_at_once
        self.app.surroundings = replace(self.app.surroundings, seats_at_once=wanted)
        self._draw()

    def action_leave(self) -> None:
        """Go back; what was written is still there when the set-up is opened again."""
        self.app.set_up_left = self._now() if self._keeping.is_changed else {}
        self._keeping.done()
        self.dismiss(None)
