"""A reader for the agreements on file: of all teams, those due first."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.core.agreements import Agreement, Status
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.storage import agreement_files, team_files
from dialogkort.tui.faces import agreement_face
from dialogkort.tui.screens.left_once import LeftOnce
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from dialogkort.tui.app import DialogkortApp


class AgreementsScreen(LeftOnce[None]):
    """Lists the agreements and shows the one that is marked, as a card."""

    if TYPE_CHECKING:
        app: "DialogkortApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", N_("next")),
        Binding("up", "choose(-1)", N_("previous")),
        Binding("pagedown", "scroll_card(1)", N_("read on"), show=False),
        Binding("pageup", "scroll_card(-1)", N_("read back"), show=False),
        Binding("question_mark", "app.help", N_("help")),
        Binding("escape,q", "leave", N_("back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._agreements: list[tuple[str, Agreement]] = []

    def compose(self) -> ComposeResult:
        yield Static(_("Agreements"), markup=False, classes="heading")
        with Horizontal(classes="reader"):
            with Vertical(classes="index"):
                yield OptionList()
                yield Static(id="faults", markup=False)
            yield CardFace(id="card")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#card").display = False
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        agreements: list[tuple[str, Agreement]] = []
        faults: list[str] = []
        for folder, team in team_files.teams(self.app.surroundings.folder):
            found, problems = agreement_files.load_all(folder)
            agreements += [(team.name, one.agreement) for one in found]
            faults += [str(problem) for problem in problems]
        self.app.call_from_thread(self._show, agreements, faults)

    def _show(self, agreements: list[tuple[str, Agreement]], faults: list[str]) -> None:
        if not self.is_attached:
            return
        today = self.app.surroundings.today
        agreements.sort(key=lambda one: (one[1].status is not Status.IN_FORCE, one[1].review))
        self._agreements = agreements
        menu = self.query_one(OptionList)
        teams = {team for team, _agreement in agreements}
        for team, agreement in agreements:
            due = agreement.due(today)
            state = _("due for review") if due else _("review {date}").format(date=long_date(agreement.review))
            if agreement.status is Status.RETIRED:
                state = _("retired")
            note = f"{team} · {state}" if len(teams) > 1 else state
            words = Content.assemble((agreement.title, "bold"), "\n", (note, "$now" if due else "$dim"))
            menu.add_option(Option(words))
        self.query_one("#faults", Static).update("\n".join(faults))
        if agreements:
            menu.highlighted = 0
            menu.focus()
        else:
            menu.display = False
            place = self.app.surroundings.folder
            none = _("No agreements yet. They come from your games, and lie in {folder}.")
            self.query_one("#faults", Static).update(none.format(folder=place))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        card = self.query_one("#card", CardFace)
        card.display = True
        card.show(agreement_face(self._agreements[event.option_index][1]))

    def action_choose(self, step: int) -> None:
        menu = self.query_one(OptionList)
        if step > 0:
            menu.action_cursor_down()
        else:
            menu.action_cursor_up()

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    def action_leave(self) -> None:
        self.dismiss(None)
