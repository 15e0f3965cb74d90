"""The review screen: the agreements on file, those due first, and the actions on them."""

from threading import Event
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from dialogkort.core.agreements.filter import AgreementFilter
from dialogkort.core.agreements.reviews import Act
from dialogkort.files.failures import CannotRead
from dialogkort.files.problems import FileProblem, NotUnderstood, unreadable
from dialogkort.language import gettext as _
from dialogkort.sessions.agreement_entries import Batch, Entry, Listed, batches, key_of
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.sessions.reviewing import Done, Reviewed
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import reading as agreement_reading
from dialogkort.storage.agreements.versions import different_fields
from dialogkort.tui.agreements.acts import ReviewActs
from dialogkort.tui.agreements.keys import BINDINGS, ESSENTIAL, ON_BAR, is_live, other_version
from dialogkort.tui.agreements.list import AgreementList, Row
from dialogkort.tui.agreements.posters import PosterFailed, Posters
from dialogkort.tui.agreements.rows import message_below, row_of, summary_of
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.agreements import standing_word
from dialogkort.views.faces import Face, agreement_face, fault_face
from dialogkort.views.versions import version_face

BESIDE = 68
"""The number of columns from which the card is beside the list, not below it."""
LONGEST_FRAME = 0.2
"""The longest time, in seconds, that reading waits for the first page to be drawn."""
LOW = 20
"""With fewer rows, each agreement has one line in the list."""


class ReviewScreen(DismissOnce[None]):
    """Lists the agreements and shows the marked one as a card."""

    app = getters.app(Host)

    class Came(Message):
        """Some of the agreements have been read, in the reading with this `number`."""

        def __init__(self, number: int, batch: Batch) -> None:
            super().__init__()
            self.number, self.batch = number, batch

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, team: str = "") -> None:
        super().__init__()
        self._shelf = AgreementShelf(AgreementFilter(team=team))
        self._acts = ReviewActs(self, Posters(self))
        self._reading = 0
        self._drawn = Event()
        self._moved = False

    def compose(self) -> ComposeResult:
        yield Static(_("Agreements"), markup=False, classes="heading")
        yield Static(id="summary", markup=False, classes="hint")
        with Container(classes="reader"):
            with Vertical(classes="index"):
                yield AgreementList(self._row, id="list")
                yield Static(id="faults", markup=False)
            yield CardFace(id="card")
        yield KeyBar(id="keys", essential=ESSENTIAL)

    def on_mount(self) -> None:
        for name in ("#faults", "#card"):
            self.query_one(name).display = False
        self.query_one("#summary", Static).update(summary_of(self._shelf))
        self.query_one("#list").focus()
        self._arrange()
        self.read()

    def on_resize(self) -> None:
        self._arrange()
        if self._shelf.complete:
            self._say()

    def _arrange(self) -> None:
        """Put the card beside the list, or below it if there is no room for both."""
        size = self.app.size
        self.set_class(size.width < BESIDE or size.height < LOW, "-stacked")
        self.query_one(AgreementList).give_lines(2 if size.height >= LOW else 1)

    # What is on file

    def read(self) -> None:
        """Read what is on disk now."""
        if not self.is_attached:  # the user left it while the folder was not free
            return
        self._reading += 1
        self._shelf.begin()
        self._read(self._reading)

    @work(thread=True, exclusive=True, group="reading")
    def _read(self, number: int) -> None:
        worker, around = get_current_worker(), self.app.surroundings
        for batch in batches(around.folder, around.today, known=around.folder_is_known):
            if worker.is_cancelled:
                return
            self.post_message(self.Came(number, batch))
            if not batch.last:
                self._drawn.wait(LONGEST_FRAME)  # reading would delay the first page

    def on_review_screen_came(self, event: Came) -> None:
        marked = key_of(self.marked) if self._moved else None
        if event.number == self._reading and self._shelf.take(event.batch):
            self._list(marked)
            if event.batch.last and self.marked is not None:  # what it names may have been read later
                self.query_one("#card", CardFace).show(self._face(self.marked))
            self.call_after_refresh(self._drawn.set)

    def _list(self, marked: object = None) -> None:
        """List what was found, with the line whose key is `marked` selected, or else the first."""
        menu = self.query_one(AgreementList)
        place = self._shelf.place_of(marked) if marked else 0
        menu.put(self._shelf.found, menu.place if place is None else place)
        self._say()

    def _say(self) -> None:
        """Say how many there are, the search criteria, and what cannot be understood."""
        self.query_one("#summary", Static).update(summary_of(self._shelf))
        self.query_one(AgreementList).display = bool(self._shelf.found)
        self.set_class(self._shelf.complete and not self._shelf.found, "-empty")
        told = message_below(self._shelf, self.app.surroundings.folder)
        faults = self.query_one("#faults", Static)
        faults.update(told)
        faults.display = bool(told) and not (self._shelf.found and self.app.size.height < LOW)
        self.refresh_bindings()

    # The list and the card

    def _row(self, thing: object) -> Row:
        return row_of(thing, self._shelf, self.app.surroundings.today)

    @property
    def marked(self) -> Listed | None:
        """What is marked in the list."""
        thing = self.query_one(AgreementList).marked
        return thing if isinstance(thing, Entry | FileProblem) else None

    @property
    def _entry(self) -> Entry | None:
        """The marked agreement, if it is one."""
        marked = self.marked
        return marked if isinstance(marked, Entry) else None

    def on_agreement_list_marked(self) -> None:
        self._moved = self._moved or self.query_one(AgreementList).place > 0
        self.show_card()

    def show_card(self) -> None:
        """Show the whole of what is marked."""
        card, marked = self.query_one("#card", CardFace), self.marked
        card.display = marked is not None
        if marked is not None:
            card.show(self._face(marked))
            card.show_beginning()
        self.refresh_bindings()

    def _face(self, listed: Listed) -> Face:
        """Return the face of an agreement as it is in its file now, or what is wrong with the file."""
        if isinstance(listed, FileProblem):
            version = other_version(listed)
            return version_face(listed, different_fields(listed.path, version[1])) if version else fault_face(listed)
        try:
            found = agreement_reading.read(listed.path)
        except NotUnderstood as error:
            return fault_face(error.problem)
        except CannotRead as error:
            return fault_face(unreadable(error))
        now = listed.become(found.agreement, listed.path, self.app.surroundings.today)
        return agreement_face(
            found.agreement,
            mark=standing_word(now.standing),
            before=self._shelf.before(now),
            after=self._shelf.after(now),
            history=found.history,
            team=listed.team if self._shelf.several_teams else "",
        )

    # What happened to an agreement

    def put_in_place(self, old: Entry, *new: Entry) -> None:
        """Show `new` where `old` was, with the last of them marked; nothing else moves."""
        place = self._shelf.put_in_place(old, *new)
        if self.is_attached:
            self._mark(place)

    def show_undone(self, done: Done, *, whole: bool) -> None:
        """Show the agreement as it was before `done`; everything is read again if only part of it was undone."""
        place = None
        if whole and isinstance(done, Reviewed):
            place = self._shelf.undo(done, self.app.surroundings.today)
        if place is None:
            self.read()
        elif self.is_attached:
            self._mark(place)

    def _mark(self, place: int) -> None:
        self._moved = True
        self.query_one(AgreementList).put(self._shelf.found, place)
        self._say()

    def on_poster_failed(self, event: PosterFailed) -> None:
        self.app.tell(event.problem, warning=True)

    # What the keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "undo":
            return self._acts.can_undo
        return is_live(action, parameters, self.marked, self._shelf)

    def label_of(self, action: str) -> str:
        if action == "acts" and other_version(self.marked):
            return _("choose a version")
        gone = self._entry and not self._entry.agreement.in_force
        return _("bring it back") if gone and action == "act('keep')" else ""

    def on_bar(self) -> tuple[str, ...]:
        return ON_BAR

    def action_act(self, act: str) -> None:
        if (entry := self._entry) and self.is_active:
            self._acts.begin(Act(act), entry)

    def action_acts(self) -> None:
        if (entry := self._entry) and self.is_active:
            self._acts.offer(entry)
        elif (version := other_version(self.marked)) and self.is_active:
            self._acts.offer_versions(*version)

    def on_agreement_list_chosen(self) -> None:
        self.action_acts()

    def action_undo(self) -> None:
        self._acts.undo()

    def action_search(self) -> None:
        from dialogkort.tui.agreements.filter import ReviewFilterScreen  # noqa: PLC0415

        if self.is_active:
            self.app.push_screen(ReviewFilterScreen(self._shelf.entries, self._shelf.wanted), self._look_for)

    def _look_for(self, wanted: AgreementFilter | None) -> None:
        if wanted is not None:
            self._moved = False
            self._shelf.look_for(wanted)
            self._list()

    def action_all(self) -> None:
        self._look_for(AgreementFilter())

    def action_play_reviews(self) -> None:
        """Set up a game in which the team of the marked agreement reviews everything that is due."""
        if (entry := self._entry) and self.is_active:
            self._acts.forget_forms()
            self.dismiss(None)
            # requested from the app: the answer of the set-up would not reach a screen that has been left
            self.app.call_later(self.app.begin_reviews, entry.team)

    def action_board(self) -> None:
        """Show who decides what in the team of the marked agreement, and mark what is chosen there."""
        from dialogkort.tui.agreements.board import BoardScreen  # noqa: PLC0415

        if self.is_active:
            self.app.push_screen(BoardScreen(self._shelf.entries, self._entry), self._show_one)

    def _show_one(self, entry: Entry | None) -> None:
        if entry is None:
            return
        if self._shelf.place_of(entry.key) is None:
            self._look_for(AgreementFilter())
        self._mark(self._shelf.place_of(entry.key) or 0)

    def action_new(self) -> None:
        """Write an agreement for the team of the marked one, or for the team that was used last."""
        if not self.is_active:
            return
        around = self.app.surroundings
        if entry := self._entry:
            self._acts.write_new(entry.folder, entry.team)
            return
        if teams := team_files.teams(around.folder):
            folder, team = teams[0]
            self._acts.write_new(folder, team.name)
            return
        name = _("Our team")
        folder = team_files.folder_of(around.folder, name)
        team_files.begin(folder, name)
        self._acts.write_new(folder, name)

    def action_share(self) -> None:
        """Offer a page of the marked agreement, or of its team."""
        from dialogkort.tui.sharing import Sharing  # noqa: PLC0415

        if (entry := self._entry) and self.is_active:
            Sharing(self.app, entry.folder, entry.team).of_agreements(entry.path)

    def action_edit(self) -> None:
        if (marked := self.marked) and self.is_active:
            self._moved = True
            self.app.edit(marked.path)
            self.read()

    def action_problems(self) -> None:
        """Mark the first file that cannot be understood, or the next one after the marked one."""
        menu = self.query_one(AgreementList)
        places = [place for place, entry in enumerate(self._shelf.found) if isinstance(entry, FileProblem)]
        menu.mark(next((place for place in places if place > menu.place), places[0]))

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    def action_leave(self) -> None:
        """Return from the search results to all agreements, and from there to the home screen."""
        if self._shelf.wanted:
            self.action_all()
        else:
            self._acts.forget_forms()
            self.dismiss(None)
