"""How deep YAML nests: the programs' own caps decide, not the one of the libyaml that happens to be there.

libyaml reads ahead of the events that it gives, and from 0.2.6 on stops at depth 1,000 by itself: then the fault comes
before the event at which a reader would have said that it is too deep, on the first bracket or in the middle.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml


def sound_part(text: str, error: "yaml.MarkedYAMLError") -> str:
    """Return `text` up to where its words can be told apart: nothing is read ahead there but what is sound."""
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    return text[: min((mark.index for mark in marks), default=0)]


def nests_deeper(text: str, most: int, loader: Any) -> bool:
    """Tell whether more than `most` lists and fields lie within each other, as far as `text` can be read."""
    import yaml  # noqa: PLC0415 - 10 ms that the first frame does not need

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
