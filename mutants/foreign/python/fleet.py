"""The made-up fleet: what is stored of each CVM, and what its node and the gateway say of it."""

import hashlib
import uuid

WORKSPACES = {"red": (501, 33), "blue": (801, 23), "ops": (951, 6)}
NAMES = ["shop", "Mailer", "tee_bot", "Zürich", "50%-off", "o'brien", "cache", "prod.api", "crawler"]
OTHER_STATUSES = ["stopped", "exited", "stopping", "removing"]


def made_id(*parts):
    """40 lowercase hex digits, the same for the same parts."""
    return hashlib.sha1(repr(parts).encode()).hexdigest()


def vm_uuid(number):
    return str(uuid.UUID(hashlib.md5(b"vm%d" % number).hexdigest(), version=4))


def kind_of(place):
    """Which of the thirteen kinds of evidence a place in a workspace has."""
    return place % 13


def evidence_of(number, place):
    """(what Status says, what GetInfo says, hosts at the gateway, what fails, id that is stored)"""
    own = made_id("instance", number)
    return {
        0: (own, None, [own], "", None),
        1: (None, own.upper(), [own], "", None),
        2: (None, None, [own], "", None),
        3: (own, own, [], "", own),
        4: (own, own, [own], "", made_id("old", number)),
        5: (None, "", [], "", None),
        6: (None, None, [own, made_id("twin", number)], "", None),
        7: (own, None, [own], "gateway", None),
        8: (None, None, [], "teepod", None),
        9: ("0x" + own, None, [], "", None),
        10: (None, made_id("instance", number - 7), [], "", None),
        11: (own, None, [], "no_instance_id", None),
        12: (" " + own + " ", None, [], "", made_id("old", number) if place < 13 else None),
    }[kind_of(place)]


def rows():
    """Each CVM once: a row for the store, and a list of its hosts."""
    for workspace, (first, count) in WORKSPACES.items():
        for place in range(count):
            number = first + place
            state, info, hosts, fails, stored = evidence_of(number, place)
            status = OTHER_STATUSES[place % 4] if place % 6 == 5 else "running"
            name = "%s-%s%d" % (workspace, NAMES[place % len(NAMES)], place)
            app_id = made_id("app", number)
            row = (number, vm_uuid(number), app_id, name, workspace, status, stored, state, info, fails)
            yield row, [(app_id, host) for host in hosts]
