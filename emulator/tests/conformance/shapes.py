"""Checks an answer, as it came over the wire, against the output shape of the model."""


def unexpected(shape, value, at="answer"):
    """What of a value does not fit its shape, each as one line of text."""
    if value is None:
        return [f"{at} is null"]
    return list(_CHECKS.get(shape.type_name, _scalar)(shape, value, at))


def _structure(shape, value, at):
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    for name in value.keys() - shape.members.keys():
        yield f"{at}.{name} is not in the model"
    for name in set(shape.required_members) - value.keys():
        yield f"{at}.{name} is missing"
    for name in shape.members.keys() & value.keys():
        yield from unexpected(shape.members[name], value[name], f"{at}.{name}")


def _list(shape, value, at):
    if not isinstance(value, list):
        yield f"{at} is no list"
        return
    for item in value:
        yield from unexpected(shape.member, item, f"{at}[]")


def _map(shape, value, at):
    if not isinstance(value, dict):
        yield f"{at} is no map"
        return
    for key, item in value.items():
        yield from unexpected(shape.key, key, f"{at} key {key!r}")
        yield from unexpected(shape.value, item, f"{at}[{key!r}]")


# The service writes `AVAILABLE`, although its model says `Available`: its own samples show it.
_ENUM_EXCEPTIONS = {"ExternalConnectionStatus": ["AVAILABLE"]}


def _scalar(shape, value, at):
    kinds = {"string": str, "boolean": bool, "integer": int, "long": int, "timestamp": (int, float)}
    if not isinstance(value, kinds[shape.type_name]):
        yield f"{at} is {value!r}, no {shape.type_name}"
        return
    words = getattr(shape, "enum", None)
    if words and value not in _ENUM_EXCEPTIONS.get(shape.name, words):
        yield f"{at} is {value!r}, not among {words}"


_CHECKS = {"structure": _structure, "list": _list, "map": _map}
