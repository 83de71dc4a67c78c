import type { DerivedKeyName } from "../../cases/derived-key.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import { notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { withDerivedKeys } from "./asking/with-derived-keys.ts";
import { judgeDerivedKeys } from "./reading/judge-derived-keys.ts";
import { welcomeOf } from "./reading/welcome-of.ts";

const AS_BEARER = "member-key-as-bearer";

const WITHOUT_BEARER: readonly DerivedKeyName[] = ["member-key-without-scheme", "member-key-in-no-scheme"];

const json = { dry_run: true };
const ours = { json: exampleAnswer([exampleItem()]) };
const refusal = { status: 401, json: { detail: "Not authenticated" } };
const member = answered({ json }, ours);
const badKey = answered({ credential: "bad", credentialHasWorked: false, json }, refusal);
const noKey = { credential: "none", credentialHasWorked: false, json } as const;
const bearer = { credential: AS_BEARER, credentialHasWorked: false, json } as const;
const bare = { ...bearer, credential: "member-key-without-scheme" } as const;

export default defineRelation({
  id: "authorization-needs-its-scheme",
  level: "should",
  phase: "access",
  needs: ["member-key"],
  runsAlone: true,
  mostCases: 2,
  says: "A server that takes a key as a Bearer token in Authorization takes it there in no scheme that there is not, nor without one.",
  source: "RFC 9110 section 11.4: credentials begin with the scheme in which they are to be read.",
  missing:
    "Needs a server that takes the key of --api-key as `Authorization: Bearer KEY` too, and refuses a key that nobody has, and a request without any.",
  kills: ["scheme-of-authorization-left-out", "any-scheme-is-bearer"],
  propose: (context) => {
    const pairs = withDerivedKeys(context, WITHOUT_BEARER);
    if (pairs === null || !context.derivedKeys.includes(AS_BEARER)) return null;
    return pairs.map((plans) => {
      const [first] = plans;
      return first === undefined
        ? plans
        : [...plans, { ...first, credential: "none" }, { ...first, credential: AS_BEARER }];
    });
  },
  judge: (readings) => {
    const by = (credential: CredentialName) => readings.find(({ request }) => request.credential === credential);
    const [none, bearer] = [by("none"), by(AS_BEARER)];
    if (none === undefined || bearer === undefined) return notExercised;
    // Who lets in whoever sends no key need not have read Authorization at all.
    const readsIt = welcomeOf(none) === "refused" && welcomeOf(bearer) === "admitted";
    return readsIt ? judgeDerivedKeys(readings) : notExercised;
  },
  holds: [
    [member, badKey, member, answered(bare, refusal), member, answered(noKey, refusal), answered(bearer, ours)],
    // It reads no Authorization header, and lets in whoever sends no key.
    [member, badKey, member, answered(bare, ours), member, answered(noKey, ours), answered(bearer, ours)],
    // It reads no Authorization header, or reads it as it likes where it knows no Bearer tokens.
    [member, badKey, member, answered(bare, refusal), member, answered(noKey, refusal), answered(bearer, refusal)],
    [member, badKey, member, answered(bare, ours), member, answered(noKey, refusal), answered(bearer, refusal)],
  ],
  broken: [
    [member, badKey, member, answered(bare, ours), member, answered(noKey, refusal), answered(bearer, ours)],
    [
      member,
      badKey,
      member,
      answered({ ...bare, credential: "member-key-in-no-scheme" }, ours),
      member,
      answered(noKey, refusal),
      answered(bearer, ours),
    ],
  ],
});
