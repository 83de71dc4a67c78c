"""The request's body, checked by hand."""

import json

DEFAULTS = {
    "cvm_ids": None, "running_only": True, "missing_only": True, "overwrite": False, "limit": 100, "dry_run": False,
}


class Invalid(Exception):
    def __init__(self, faults):
        super().__init__("invalid")
        self.faults = faults


def fault(kind, msg, *loc):
    return {"loc": ["body", *loc], "msg": msg, "type": kind}


def refuse_constant(text):
    raise ValueError(text + " is not JSON")


def decode(raw, bug):
    """The JSON value of a body; Invalid where there is none."""
    if bug == "bad-bytes-crash":
        raw.decode("utf-8")
    try:
        text = raw.decode("utf-8")
        if bug == "nan-is-json":
            return json.loads(text)
        return json.loads(text, parse_constant=refuse_constant, parse_int=lossless)
    except (ValueError, RecursionError):
        raise Invalid([fault("json_invalid", "JSON decode error")]) from None


def lossless(text):
    """An integer; a very long one, which int() refuses, as a large one of the same sign."""
    if len(text) > 1000:
        return -(10**30) if text.startswith("-") else 10**30
    return int(text)


def parse(raw, bug):
    """All six options, filled in; Invalid with every fault otherwise."""
    body = decode(raw, bug)
    if not isinstance(body, dict):
        raise Invalid([fault("dict_type", "Input should be a valid dictionary")])
    faults = []
    options = DEFAULTS if bug == "defaults-mutated" else dict(DEFAULTS)
    given = {name: body[name] for name in DEFAULTS if name in body}
    for name, value in given.items():
        if name == "cvm_ids":
            faults += check_ids(value, bug)
        elif name == "limit":
            given[name], found = check_limit(value, bug)
            faults += found
        elif not isinstance(value, bool):
            faults.append(fault("bool_type", "Input should be a valid boolean", name))
    if faults:
        raise Invalid(faults)
    if bug == "defaults-mutated":
        # Only what differs from what is there is copied, which is how nobody noticed.
        options.update({name: value for name, value in given.items() if name == "running_only"})
        return {**options, **given}
    options.update(given)
    return options


def check_ids(value, bug):
    if value is None:
        return []
    if isinstance(value, str) and bug == "a-string-is-a-list":
        return []
    if not isinstance(value, list):
        return [fault("list_type", "Input should be a valid list", "cvm_ids")]
    return [
        fault("string_type", "Input should be a valid string", "cvm_ids", index)
        for index, entry in enumerate(value)
        if not isinstance(entry, str)
    ]


def check_limit(value, bug):
    """(the limit as an int, its faults)"""
    if isinstance(value, bool) and bug != "true-is-one":
        return value, [fault("int_type", "Input should be a valid integer", "limit")]
    if not isinstance(value, (int, float)):
        return value, [fault("int_type", "Input should be a valid integer", "limit")]
    if isinstance(value, float) and value != value // 1 and bug != "fractions-cut":
        return value, [fault("int_from_float", "Input should be a valid integer", "limit")]
    if value < 1:
        return value, [fault("greater_than_equal", "Input should be greater than or equal to 1", "limit")]
    if value > 500:
        return value, [fault("less_than_equal", "Input should be less than or equal to 500", "limit")]
    return int(value), []
