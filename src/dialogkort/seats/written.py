"""Messages as the text that is sent. What is the same for many pages is written once."""

import json
from typing import Any

Message = dict[str, Any]


def fields_of(value: Any) -> Message:
    """Return the fields of a dataclass as they are: what is in them is taken apart when it is written."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=fields_of).encode
"""Return a message as it is sent."""


class Shared:
    """What has been written of one state of the game: the views of all seats have most of their parts in common."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def written(self, message: Message) -> str:
        """Return a message as it is sent; a part that is the very object of an earlier message is not written again."""
        small = {name: part for name, part in message.items() if isinstance(part, str | int | float) or not part}
        large = [f'"{name}":{self._part(part)}' for name, part in message.items() if name not in small]
        return "{" + ",".join(part for part in (written(small)[1:-1], *large) if part) + "}"

    def _part(self, part: object) -> str:
        known = self._known.get(id(part))
        if known is None:
            known = self._known[id(part)] = (part, written(part))  # it is kept, so that its id stays its own
        return known[1]
