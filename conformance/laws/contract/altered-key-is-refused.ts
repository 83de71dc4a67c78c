import type { DerivedKeyName } from "../../cases/derived-key.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { withDerivedKeys } from "./asking/with-derived-keys.ts";
import { judgeDerivedKeys } from "./reading/judge-derived-keys.ts";

const ALTERED: readonly DerivedKeyName[] = [
  "member-key-with-another-end",
  "member-key-with-another-start",
  "member-key-and-more",
  "more-and-member-key",
  "member-key-but-its-end",
  "member-key-halved",
  "empty-key",
  "member-key-in-another-case",
];

const json = { dry_run: true };
const ours = { json: exampleAnswer([exampleItem()]) };
const refusal = { status: 401, json: { detail: "Not authenticated" } };
const member = answered({ json }, ours);
const badKey = answered({ credential: "bad", credentialHasWorked: false, json }, refusal);
const altered = { credential: "member-key-and-more", credentialHasWorked: false, json } as const;
const inOtherCase = { ...altered, credential: "member-key-in-another-case" } as const;

export default defineRelation({
  id: "altered-key-is-refused",
  level: "must",
  phase: "access",
  needs: ["member-key"],
  runsAlone: true,
  mostCases: 2,
  says: "A key that is like a right one (longer, shorter, with another character at either end, empty) is refused as any wrong key is, right after the right one too. So should one be in another case.",
  source:
    "RFC 9110 section 15.5.2 (401); OWASP API Security Top 10 2023, API2 (broken authentication). Where keys are numbers in hexadecimal, their case may mean nothing: that is why it is a `should`.",
  missing:
    "Needs a server that refuses a key that nobody has, and an --api-key of at least eight characters, sent in no --header besides.",
  kills: [
    "callers-remembered-by-start-of-key",
    "callers-remembered-by-end-of-key",
    "key-known-by-its-start",
    "key-with-more-behind-accepted",
    "key-found-within-longer-text",
    "last-character-of-key-not-compared",
    "case-of-key-ignored",
    "empty-key-accepted",
    "empty-key-means-the-caller-before",
  ],
  propose: (context) => withDerivedKeys(context, ALTERED),
  judge: (readings) => judgeDerivedKeys(readings, (name) => (name === "member-key-in-another-case" ? "should" : null)),
  holds: [
    [member, badKey, member, answered(altered, refusal), member],
    [
      member,
      badKey,
      member,
      answered(altered, { status: 403, json: {} }),
      member,
      answered(inOtherCase, refusal),
      member,
    ],
    // A server that lets in whoever comes.
    [member, answered({ ...altered, credential: "bad" }, ours), member, answered(altered, ours), member],
    [member, badKey, member, answered(altered, ours), answered({ json, credentialHasWorked: false }, refusal)],
  ],
  broken: [
    [member, badKey, member, answered(altered, ours), member],
    [member, badKey, member, answered(altered, refusal), member, answered(inOtherCase, ours), member],
    [member, badKey, member, answered({ ...altered, credential: "empty-key" }, ours), member],
  ],
});
