"""Two files of one agreement on one card: where they differ, and what each says."""

from dataclasses import replace
from datetime import date

from dialogkort.core.agreements.agreement import Status
from dialogkort.core.agreements.filter import Standing
from dialogkort.core.text import clean
from dialogkort.files.problems import FileProblem
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.views.agreements import standing_word
from dialogkort.views.drafting import LABELS
from dialogkort.views.faces import Face, More, fault_face
from dialogkort.views.lines import EMPTY, Line, Role, line

_LABELS = {
    **LABELS,
    "status": N_("Status"),
    "decided": N_("Agreed on"),
    "reviewed": N_("Last reviewed"),
    "concerns": N_("Concerns"),
    "objections": N_("Objections that were met"),
}

Differences = tuple[tuple[str, object, object], ...]


def version_face(problem: FileProblem, differences: Differences) -> Face:
    """Return the card for a file that is another version of an agreement: each differing field, in both versions."""
    face = fault_face(problem)
    told: list[Line] = []
    for name, here, there in differences:
        label = _(_LABELS[name]) if name in _LABELS else name
        told += [
            line((f"{label}  ", Role.STRONG), (_("in this file"), Role.FAINT)),
            line(_words(here)),
            line((f"{label}  ", Role.STRONG), (_("in the other"), Role.FAINT)),
            line(_words(there)),
            EMPTY,
        ]
    if not told:
        told = [line(_("The wording is the same; only other details differ.")), EMPTY]
    more = (More("acts", _("choose which one to keep")), *face.more)
    return replace(face, details=(*told, *face.details), more=more)


def _words(value: object) -> str:
    match value:
        case Status():
            return standing_word(Standing[value.name])
        case date():
            return long_date(value)
        case tuple():
            return "; ".join(map(clean, value)) or "–"
        case _:
            return clean(str(value)) if value else "–"
