"""The events of YAML, with their positions: all decks, team files, settings and pages are read through here.

Only the callers build anything: each takes the events in order, rejects what it does not want (anchors, tags, further
documents), and counts how deep it is. Its own limit decides, not that of the installed libyaml: libyaml reads ahead of
the events that it delivers, and from 0.2.6 on stops at depth 1,000 by itself, on the first bracket or in the middle,
before a reader could report that it is too deep.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from dialogkort.language import gettext

if TYPE_CHECKING:
    import yaml

_Built = TypeVar("_Built")


class Stopped(Exception):
    """YAML ends here, with the parser's own message; the positions are lines and columns from 0, or None."""

    def __init__(
        self, words: str, place: tuple[int, int] | None = None, context: tuple[int, int] | None = None
    ) -> None:
        super().__init__(words)
        self.words = words
        self.place = place
        self.context = context


class LibyamlMissing(RuntimeError):
    """PyYAML is installed without libyaml, on which safe and fast reading depends."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "PyYAML is installed without libyaml, so decks cannot be read safely. Install the prebuilt"
                " PyYAML: pip install --force-reinstall --only-binary :all: PyYAML"
            )
        )


def built(text: str, deepest: int, build: Callable[[Any], _Built], *, large: bool = False) -> _Built:
    """Return what `build` makes of the events of `text`: it is given the safe loader, and asks for one after another.

    If YAML ends before `build` could report more than `deepest` nested lists and fields, it is called again with the
    sound part of the text. Raises Stopped where YAML ends, and what `build` raises. Only libyaml reads a `large` text,
    else LibyamlMissing is raised.
    """
    import yaml  # noqa: PLC0415 - 10 ms that the first frame does not need

    if large and not yaml.__with_libyaml__:
        raise LibyamlMissing
    # without libyaml the slow reader is good enough for small files
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return build(loader(text))
    except yaml.MarkedYAMLError as error:
        sound = _sound_part(text, error)
        if _nests_deeper(sound, deepest, loader):
            return build(loader(sound))
        mark = error.problem_mark
        words = f"{error.problem or ''} {error.context or ''}"
        raise Stopped(words, _place(mark), _place(error.context_mark or mark)) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Stopped(str(error)) from None


def _place(mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def _sound_part(text: str, error: "yaml.MarkedYAMLError") -> str:
    """Return `text` up to where its tokens can be told apart: what is read ahead there is sound."""
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    return text[: min((mark.index for mark in marks), default=0)]


def _nests_deeper(text: str, most: int, loader: Any) -> bool:
    """Tell whether more than `most` lists and fields are nested, as far as `text` can be read."""
    import yaml  # noqa: PLC0415

    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > most:
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError):
        pass
    return False
