"""As much of JSON Schema (draft-07) and of YAML 1.2 as an editor needs to judge a deck."""

import re
from typing import Any

import yaml

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


def load(text: str) -> Any:
    """Load YAML by the core schema of version 1.2, as yaml-language-server does."""
    return _value(yaml.compose(text, Loader=yaml.SafeLoader))


def _value(node: Any) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node.style:
        return node.value
    if _NULL.match(node.value):
        return None
    if _BOOL.match(node.value):
        return node.value.lower() == "true"
    if _INT.match(node.value):
        return int(node.value)
    return float(node.value) if _FLOAT.match(node.value) else node.value


_TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def valid(value: Any, schema: dict[str, Any]) -> bool:
    return all(_CHECKS[word](value, part, schema) for word, part in schema.items() if word in _CHECKS)


def _type(value, names, _schema):
    return any(_TYPES[name](value) for name in ([names] if isinstance(names, str) else names))


def _properties(value, properties, _schema):
    if not isinstance(value, dict):
        return True
    return all(valid(value[name], part) for name, part in properties.items() if name in value)


def _additional(value, part, schema):
    if not isinstance(value, dict):
        return True
    patterns = list(schema.get("patternProperties", {}))
    others = [
        name
        for name in value
        if name not in schema.get("properties", {}) and not any(re.search(pattern, name) for pattern in patterns)
    ]
    return not others if part is False else all(valid(value[name], part) for name in others)


def _if(value, condition, schema):
    return not valid(value, condition) or valid(value, schema["then"])


_CHECKS = {
    "type": _type,
    "enum": lambda value, values, _: value in values,
    "const": lambda value, const, _: value == const,
    "required": lambda value, names, _: not isinstance(value, dict) or all(name in value for name in names),
    "properties": _properties,
    "additionalProperties": _additional,
    "items": lambda value, part, _: not isinstance(value, list) or all(valid(item, part) for item in value),
    "minItems": lambda value, least, _: not isinstance(value, list) or len(value) >= least,
    "maxItems": lambda value, most, _: not isinstance(value, list) or len(value) <= most,
    "minimum": lambda value, least, _: not _TYPES["number"](value) or value >= least,
    "maximum": lambda value, most, _: not _TYPES["number"](value) or value <= most,
    "maxLength": lambda value, most, _: not isinstance(value, str) or len(value) <= most,
    "pattern": lambda value, pattern, _: not isinstance(value, str) or re.search(pattern, value) is not None,
    "anyOf": lambda value, parts, _: any(valid(value, part) for part in parts),
    "allOf": lambda value, parts, _: all(valid(value, part) for part in parts),
    "not": lambda value, part, _: not valid(value, part),
    "if": _if,
}
"""The keywords that the schema of decks uses; a test makes sure that it uses no others."""

SILENT = {
    "$schema",
    "title",
    "description",
    "patternProperties",
    "then",
    "defaultSnippets",
    "doNotSuggest",
    "errorMessage",
    "patternErrorMessage",
}
