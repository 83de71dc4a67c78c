"""The store: SQLite in memory, behind one lock."""

import sqlite3
import threading
import time

from fleet import rows

SCHEMA = """
create table cvm (
  id integer primary key, vm_uuid text unique, app_id text, name text, workspace text, status text,
  instance_id text unique, state text, info text, fails text);
create table host (app_id text, instance_id text);
"""
REPLICA_LAG_SECONDS = 0.3


class Store:
    def __init__(self, bug):
        self.bug = bug
        self.lock = threading.RLock()
        self.db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.executescript(SCHEMA)
        self.resolved = {}
        self.replica = {}
        self.reset()

    def reset(self):
        with self.lock:
            self.db.execute("begin")
            self.db.execute("delete from cvm")
            self.db.execute("delete from host")
            for row, hosts in rows():
                self.db.execute("insert into cvm values (?,?,?,?,?,?,?,?,?,?)", row)
                self.db.executemany("insert into host values (?,?)", hosts)
            self.db.execute("commit")
            self.resolved.clear()
            self.replica.clear()

    def ids(self):
        with self.lock:
            return {
                str(row["id"]): {name: row[name] for name in ("instance_id", "status", "workspace")}
                for row in self.db.execute("select * from cvm")
            }

    def all(self, query, *values):
        return self.db.execute(query, values).fetchall()

    def stored_id(self, row):
        """The instance id of a row as it is now (with the bug: as the replica has it)."""
        if self.bug != "replica-lag":
            return row["instance_id"]
        known, until = self.replica.get(row["id"], (None, 0))
        return known if time.monotonic() < until else row["instance_id"]

    def holder(self, instance_id):
        found = self.all("select id from cvm where instance_id = ?", instance_id)
        return found[0]["id"] if found else None

    def write(self, changes):
        """Stores (id, old, new) triples; gives the ids of those that could not be stored."""
        failed = []
        self.db.execute("begin")
        if self.bug == "remainder-lost":
            pages = max(1, len(changes) // 5)
            changes = changes[: pages * 5] if len(changes) > 5 else changes
        for number, old, new in changes:
            try:
                done = self.db.execute(
                    "update cvm set instance_id = ? where id = ? and instance_id is ?", (new, number, old)
                ).rowcount
            except sqlite3.IntegrityError:
                done = 0
            if done == 0 and self.bug != "replica-lag":
                failed.append(number)
            self.replica[number] = (old, time.monotonic() + REPLICA_LAG_SECONDS)
        self.db.execute("commit")
        return failed
