import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { withEachKey } from "./asking/with-each-key.ts";
import { judgeKey } from "./reading/judge-key.ts";

const json = { dry_run: true };
const ours = { json: exampleAnswer([exampleItem()]) };
const theirs = { json: exampleAnswer([exampleItem({ cvm_id: 8 })]) };
const refusal = { status: 401, json: { detail: "Not authenticated" } };
const member = answered({ json }, ours);
const noKey = { credential: "none", credentialHasWorked: false, json } as const;
const badKey = { credential: "bad", credentialHasWorked: false, json } as const;
const other = { credential: "other", json } as const;

export default defineRelation({
  id: "bad-key-is-refused",
  level: "must",
  phase: "access",
  needs: ["member-key"],
  says: "A request with a key that nobody has is refused.",
  source: "RFC 9110 section 15.5.2 (401); the production service answers 401 to such a request.",
  missing:
    "Needs a server that asks for keys: one that refuses some caller, or, with --other-key, answers callers differently.",
  kills: ["any-key-accepted", "bad-key-gets-an-empty-answer"],
  propose: withEachKey,
  judge: (readings) => judgeKey(readings, "bad"),
  holds: [
    [member, answered(noKey, refusal), answered(badKey, refusal), member],
    [member, answered(noKey, ours), answered(badKey, { status: 403, json: {} }), member],
    // A server that needs no key.
    [member, answered(noKey, ours), answered(badKey, ours), answered(other, ours), member],
    [member, answered(noKey, refusal), answered(badKey, { status: 429, json: {} }), member],
    [answered({ json, credentialHasWorked: false }, refusal), answered(noKey, refusal), answered(badKey, ours), member],
  ],
  broken: [
    [member, answered(noKey, refusal), answered(badKey, ours), member],
    [member, answered(noKey, ours), answered(badKey, ours), answered(other, theirs), member],
    [member, answered(noKey, { status: 422, json: { detail: [] } }), answered(badKey, ours), member],
  ],
});
