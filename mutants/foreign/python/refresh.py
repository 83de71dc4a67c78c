"""What a refresh does: choose, find out, decide, write, answer."""

import re
import unicodedata

from identify import resolve

COUNTER = {"updated": "updated", "unchanged": "unchanged", "skipped": "skipped", "conflict": "conflicts", "error": "errors"}
HEX = re.compile(r"[0-9a-f]{40}")


class Refresh:
    """One request's work on the store; its lock is held throughout."""

    shared_counts = dict.fromkeys(COUNTER.values(), 0)

    def __init__(self, store, caller, options):
        self.store = store
        self.bug = store.bug
        self.caller = caller
        self.options = options
        self.claims = {}
        self.changes = []

    def run(self):
        with self.store.lock:
            targets, total = self.choose()
            items = self.answer_all(targets)
            self.persist(items)
        return self.summary(total, items)

    def choose(self):
        """[(row or None, identifier, why it is left out or None)], and how many there are before the limit."""
        limit = self.options["limit"]
        if self.options["cvm_ids"] is not None:
            named = self.named()
            return named[:limit], len(named)
        rows = self.store.all(
            "select * from cvm where workspace = ? order by id desc", self.caller["workspace"]
        )
        passing = [row for row in rows if self.excluded(row) is None]
        total = len(passing)
        if self.bug == "limit-before-filter":
            passing = [row for row in rows[:limit] if self.excluded(row) is None]
        if self.bug == "joined-rows-counted":
            total = sum(max(1, self.hosts_of(row)) for row in passing)
        return [(row, row["vm_uuid"], None) for row in passing][:limit], total

    def hosts_of(self, row):
        return len(self.store.all("select 1 from host where app_id = ?", row["app_id"]))

    def named(self):
        targets, seen = [], set()
        for identifier in self.options["cvm_ids"]:
            row, reason = resolve(self.store, self.caller, identifier)
            if row is None:
                targets.append((None, identifier, reason))
            elif row["id"] not in seen:
                seen.add(row["id"])
                targets.append((row, identifier, self.excluded(row)))
        if self.bug == "identifiers-zipped":
            # The rows come back as `where id in (...)` gives them, the identifiers as they were sent.
            found = sorted((t for t in targets if t[0] is not None), key=lambda t: t[0]["id"])
            lost = [t for t in targets if t[0] is None]
            names = [t[1] for t in targets if t[0] is not None]
            return [(row, name, reason) for (row, _, reason), name in zip(found, names)] + lost
        return targets

    def excluded(self, row):
        if self.options["running_only"] and row["status"] != "running":
            return "not_running"
        if self.options["missing_only"] and self.store.stored_id(row) is not None:
            return "already_has_instance_id"
        return None

    def answer_all(self, targets):
        items = []
        for row, identifier, reason in targets:
            try:
                items.append(self.answer(row, identifier, reason))
            except LookupError:
                continue
        return items

    def answer(self, row, identifier, reason):
        if self.bug == "identifiers-normalised":
            identifier = unicodedata.normalize("NFC", identifier).strip()
        item = {
            "cvm_id": row["id"] if row else 0, "identifier": identifier, "status": "skipped",
            "old_instance_id": self.store.stored_id(row) if row else None, "new_instance_id": None,
            "source": "none", "verified_with_gateway": False, "reason": reason,
        }
        if row is None or reason is not None:
            return item
        if self.bug == "failures-left-out" and row["fails"] == "teepod":
            raise LookupError("no node")
        item.update(self.decide(row))
        if item["status"] == "updated":
            self.changes.append((row["id"], item["old_instance_id"], item["new_instance_id"]))
        return item

    def decide(self, row):
        if row["fails"] == "no_instance_id":
            return {"reason": "no_instance_id"}
        found, source = self.ask_node(row)
        if row["fails"] == "gateway":
            return {"source": source, "reason": "gateway_rpc_failed"}
        listed = [host["instance_id"] for host in self.store.all("select * from host where app_id = ?", row["app_id"])]
        if not found:
            offers = [host for host in listed if self.free(host, row)]
            if len(offers) > 1:
                return {"reason": "ambiguous_gateway_instances"}
            if not offers and row["fails"] == "teepod":
                return {"status": "error", "reason": "teepod_rpc_failed"}
            if not offers:
                return {"reason": "instance_id_not_found"}
            found, source = offers[0], "gateway"
        if not HEX.fullmatch(found if self.bug != "capitals-kept" else found.lower()):
            return {"status": "error", "source": source, "reason": "invalid_instance_id"}
        verdict = {"new_instance_id": found, "source": source, "verified_with_gateway": found in listed}
        return {**verdict, **self.judge(row, found)}

    def ask_node(self, row):
        for source in ("state", "info"):
            found = (row[source] or "").strip()
            if self.bug != "capitals-kept":
                found = found.lower()
            if found:
                return found, "teepod_" + source
        return "", "none"

    def free(self, instance_id, row):
        holder = self.store.holder(instance_id) or self.claims.get(instance_id)
        return holder is None or holder == row["id"]

    def judge(self, row, found):
        stored = self.store.stored_id(row)
        if not self.free(found, row):
            return {"status": "conflict", "reason": "instance_id_in_use"}
        same = stored is found if self.bug == "compared-by-identity" else stored == found
        if same:
            return {"status": "unchanged", "reason": "already_synced"}
        if stored is not None and not self.options["overwrite"]:
            return {"status": "conflict", "reason": "instance_id_differs"}
        self.claims[found] = row["id"]
        return {"status": "updated", "reason": None}

    def persist(self, items):
        changes = self.changes
        if self.options["dry_run"]:
            if self.bug != "previews-overwrite":
                return
            changes = [change for change in changes if change[1] is not None]
        failed = self.store.write(changes)
        for item in items:
            if item["cvm_id"] in failed and item["status"] == "updated":
                item.update(status="error", reason="store_write_failed")

    def summary(self, total, items):
        counts = dict.fromkeys(COUNTER.values(), 0)
        if self.bug == "counts-on-the-class":
            counts = Refresh.shared_counts
            counts.update(dict.fromkeys(COUNTER.values(), 0))
        for item in items:
            counts[COUNTER[item["status"]]] += 1
        return {"total": total, "scanned": len(items), **counts, "items": items}
