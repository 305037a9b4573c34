"""Every constraint of an input, violated once: derived from the model, so a new one is covered unasked."""

import copy

# A value of good length for each pattern of the model that does not match it. An unknown pattern is an error.
OFF_PATTERN = {
    r"[0-9]{12}": "12345678901x",
    r"\S+": "a b",
    r"\P{C}+": "a\u0007b",
    r"\P{C}*": "a\u0007b",
    r"[a-z][a-z0-9\-]{0,48}[a-z0-9]": "Not-Good",
    r"[A-Za-z0-9][A-Za-z0-9._\-:]{1,99}": "not good",
    r"[A-Za-z0-9][A-Za-z0-9._\-]{1,99}": "not good",
    r"[^\p{C}\p{IsWhitespace}]+": "/npm/not good",
    r"[^#/\s]+": "not/good",
    r"[\P{C}\s]+": "a\u0007b",
    r"[0-9a-f]+": "X" * 64,
}

# What fills a text up to a length and fits the pattern of each shape that has a greatest length.
FILLER = {"AccountId": "1", "SHA256": "a", "PackageGroupPattern": "a"}

# These travel with the signature or are the body itself, and cannot be left out by a client.
CANNOT_BE_OMITTED = {"assetSHA256", "assetContent"}


def violations(shape, good):
    """Yields `(rule, parameters)`, in each of which one constraint is violated."""
    for name in shape.required_members:
        if name not in CANNOT_BE_OMITTED:
            yield f"{name} is required", {key: good[key] for key in good if key != name}
    for name, member in shape.members.items():
        for rule, bad in _bad_values(member, good.get(name)):
            yield f"{name} {rule}", {**copy.deepcopy(good), name: bad}


def _bad_values(shape, good):
    kind = shape.type_name
    if kind == "string":
        yield from _bad_texts(shape)
    elif kind in ("integer", "long"):
        for bound, step in (("min", -1), ("max", 1)):
            if bound in shape.metadata:
                yield f"{bound} of a number", shape.metadata[bound] + step
    elif kind == "list":
        yield from _bad_lists(shape, good)
    elif kind == "map":
        yield from _bad_maps(shape)
    elif kind == "structure":
        yield from _bad_structures(shape, good)


def _bad_texts(shape):
    least, most = shape.metadata.get("min", 0), shape.metadata.get("max")
    if shape.enum:
        yield "enum", "no-such-word"
        return
    if least > 0:
        yield "min length", FILLER.get(shape.name, "a") * (least - 1)
    if most is not None:
        yield "max length", FILLER.get(shape.name, "a") * (most + 1)
    pattern = shape.metadata.get("pattern")
    if pattern is not None:
        yield "pattern", OFF_PATTERN[pattern]


def _good_value(shape):
    if shape.type_name == "structure":
        return {name: _good_value(member) for name, member in shape.members.items()}
    return shape.enum[0] if getattr(shape, "enum", None) else "good"


def _bad_lists(shape, good):
    item = good[0] if good else _good_value(shape.member)
    if "max" in shape.metadata:
        yield "max items", [item] * (shape.metadata["max"] + 1)
    for rule, bad in _bad_values(shape.member, item):
        yield f"item {rule}", [bad]


def _bad_maps(shape):
    key, value = _good_value(shape.key), _good_value(shape.value)
    for rule, bad in _bad_values(shape.key, key):
        yield f"key {rule}", {bad: value}
    for rule, bad in _bad_values(shape.value, value):
        yield f"value {rule}", {key: bad}


def _bad_structures(shape, good):
    whole = good or _good_value(shape)
    for name in shape.required_members:
        yield f"{name} is required", {key: whole[key] for key in whole if key != name}
    for name, member in shape.members.items():
        for rule, bad in _bad_values(member, whole.get(name)):
            yield f"{name} {rule}", {**whole, name: bad}
