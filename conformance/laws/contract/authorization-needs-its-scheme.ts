import type { DerivedKeyName } from "../../cases/derived-key.ts";
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
    "Needs a server that takes the key of --api-key as `Authorization: Bearer KEY` too, and refuses a key that nobody has.",
  kills: ["scheme-of-authorization-left-out", "any-scheme-is-bearer"],
  propose: (context) => {
    const pairs = withDerivedKeys(context, WITHOUT_BEARER);
    if (pairs === null || !context.derivedKeys.includes(AS_BEARER)) return null;
    return pairs.map((plans) => {
      const [first] = plans;
      return first === undefined ? plans : [...plans, { ...first, credential: AS_BEARER }];
    });
  },
  judge: (readings) => {
    const bearer = readings.find(({ request }) => request.credential === AS_BEARER);
    return bearer === undefined || welcomeOf(bearer) !== "admitted" ? notExercised : judgeDerivedKeys(readings);
  },
  holds: [
    [member, badKey, member, answered(bare, refusal), member, answered(bearer, ours)],
    // It reads no Authorization header, or reads it as it likes where it knows no Bearer tokens.
    [member, badKey, member, answered(bare, refusal), member, answered(bearer, refusal)],
    [member, badKey, member, answered(bare, ours), member, answered(bearer, refusal)],
  ],
  broken: [
    [member, badKey, member, answered(bare, ours), member, answered(bearer, ours)],
    [
      member,
      badKey,
      member,
      answered({ ...bare, credential: "member-key-in-no-scheme" }, ours),
      member,
      answered(bearer, ours),
    ],
  ],
});
