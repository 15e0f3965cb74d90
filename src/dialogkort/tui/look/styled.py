"""Lines with roles as Textual content: what each role looks like on the table, and on a card."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from dialogkort.tui.widgets.words import pressed_by_click
from dialogkort.views.lines import Line, Role

ON_TABLE: Mapping[Role, str] = {
    Role.PLAIN: "$text",
    Role.STRONG: "bold $text",
    Role.NOW: "bold $now",
    Role.ASIDE: "$dim",
    Role.FAINT: "$dim",
}
ON_CARD: Mapping[Role, str] = {
    Role.PLAIN: "",
    Role.STRONG: "bold",
    Role.NOW: "bold",
    Role.ASIDE: "$faint",
    Role.FAINT: "$faint",
}


def content_of(line: Line, styles: Mapping[Role, str] = ON_TABLE) -> Content:
    """Return `line` as content; text from people never passes through markup. A click on a choice enters its number."""
    content = Content.assemble(*((span.text, styles[span.role]) for span in line.spans))
    return pressed_by_click(content, str(line.number)) if line.number else content


def contents_of(lines: Iterable[Line], styles: Mapping[Role, str] = ON_TABLE) -> Content:
    """Return `lines`, one below the other."""
    return Content("\n").join(content_of(line, styles) for line in lines)
