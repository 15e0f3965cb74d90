"""Problems in a deck as the screens show them: briefly beside the cards, or with the author's lines."""

from collections.abc import Iterable

from textual.content import Content

from dialogkort.core.text import clean_line
from dialogkort.decks.problems.problem import Problem, Severity
from dialogkort.decks.showing.display import show_problem
from dialogkort.language import gettext as _
from dialogkort.views.faces import Face
from dialogkort.views.lines import Line, Role, faint, line


def short(problem: Problem) -> Content:
    """Return a problem in a few words: where, how serious, what, and what to do."""
    is_error = problem.severity is Severity.ERROR
    word = "! " + _("error") if is_error else "· " + _("warning")
    where = _("line {line}").format(line=problem.line)
    head = Content.styled(f"{word} · {where} · {problem.code}", "bold $now" if is_error else "$dim")
    words = [head, Content(problem.message())]
    if hint := problem.hint():
        words.append(Content.styled(hint, "$dim"))
    return Content("\n").join(words)


def at_length(name: str, problems: Iterable[Problem], width: int) -> tuple[Content, ...]:
    """Return problems with the author's own lines; `name` is the name of the file."""
    shown = clean_line(name, 60)
    return tuple(Content(show_problem(shown, problem, width) + "\n") for problem in problems)


def problem_face(text: str, problems: Iterable[Problem]) -> Face:
    """Return the face of a card, or of a deck, that cannot be dealt."""
    lines: list[Line] = []
    for problem in problems:
        where = _("line {line}").format(line=problem.line)
        lines.append(line((f"{where}  ", Role.STRONG), problem.message()))
        if hint := problem.hint():
            lines.append(faint(hint))
    return Face(_("errors").upper(), text, fault=True, details=tuple(lines))
