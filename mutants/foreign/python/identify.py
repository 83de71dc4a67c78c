"""Which CVM an identifier names, for whom."""

import re
import unicodedata

NUMBER = re.compile(r"[1-9][0-9]{0,17}")
UUID = re.compile(r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
HEX = re.compile(r"(app_|instance_)?[0-9a-f]{40}")


def impossible(identifier):
    """Whether nothing could bear such a name."""
    return not identifier or len(identifier) > 255 or any(unicodedata.category(c) in ("Cc", "Cs") for c in identifier)


def clause(identifier, bug):
    """The SQL condition, and its value, that finds what an identifier names."""
    if bug == "int-parses-anything":
        try:
            return "id = ?", int(identifier)
        except ValueError:
            pass
    if bug == "column-affinity" and re.match(r"\s*[0-9]", identifier) and len(identifier) < 20:
        return "id = ?", identifier
    if bug == "integers-overflow" and identifier.isascii() and identifier.isdigit():
        return "id = ?", int(identifier)
    if NUMBER.fullmatch(identifier):
        return "id = ?", int(identifier)
    if UUID.fullmatch(identifier):
        return "replace(vm_uuid, '-', '') = ?", identifier.replace("-", "").lower()
    if HEX.fullmatch(identifier):
        column = "instance_id" if identifier.startswith("instance_") else "app_id"
        return column + " = ?", identifier.rpartition("_")[2]
    if bug == "names-like":
        return "name like ?", identifier
    return "name = ?", identifier


def resolve(store, caller, identifier):
    """(row, None) for the one CVM that is named, else (None, why not)."""
    if impossible(identifier):
        return None, "invalid_identifier"
    if store.bug == "lookups-cached-for-all" and identifier in store.resolved:
        number = store.resolved[identifier]
        return store.all("select * from cvm where id = ?", number)[0], None
    if store.bug == "names-quoted-by-hand":
        found = by_hand(store, caller, identifier)
    else:
        condition, value = clause(identifier, store.bug)
        found = store.all(
            "select * from cvm where %s and (workspace = ? or ?)" % condition, value, caller["workspace"], caller["admin"]
        )
    if len(found) > 1:
        return None, "ambiguous_identifier"
    if not found:
        return None, "not_found"
    store.resolved[identifier] = found[0]["id"]
    return found[0], None


def by_hand(store, caller, identifier):
    condition, value = clause(identifier, store.bug)
    quoted = condition.replace("?", "'%s'" % value)
    return store.all(
        "select * from cvm where (workspace = ? or ?) and " + quoted, caller["workspace"], caller["admin"]
    )
