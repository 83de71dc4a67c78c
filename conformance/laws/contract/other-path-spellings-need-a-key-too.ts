import fc from "fast-check";
import type { CredentialName, Exchange } from "../../cases/exchange.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { previewer } from "../comparison/plan-members.ts";
import { defineRelation } from "../define-law.ts";
import { answered, type ExampleResponse } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { otherPathSpellings } from "./asking/other-path-spellings.ts";
import { isDone, isRefused } from "./reading/is-done.ts";

const CALLERS: Readonly<Partial<Record<CredentialName, string>>> = {
  none: "somebody without a key",
  bad: "somebody with a key that nobody has",
};

const json = { dry_run: true };
const ours = { json: exampleAnswer([exampleItem()]) };
const refusal = { status: 401, json: { detail: "Not authenticated" } };
const elsewhere = { path: "/api/v1/cvms/instance-ids/", json };
const stranger = { credential: "none", credentialHasWorked: false } as const;
const badKey = { credential: "bad", credentialHasWorked: false } as const;
const member = answered({ json }, ours);
const noKey = answered({ ...stranger, json }, refusal);
const wrongKey = answered({ ...badKey, json }, refusal);
const notFound = { status: 404, json: {} };
const redirect = { status: 307, text: "" };

/** What is asked of a server that refuses a request without a key: with a bad one, and at another spelling without a key and with a bad one. */
const asked = (
  withBadKey: Exchange,
  elsewhereWithout: ExampleResponse,
  elsewhereWithBadKey: ExampleResponse,
): readonly Exchange[] => [
  member,
  noKey,
  withBadKey,
  answered({ ...stranger, ...elsewhere }, elsewhereWithout),
  answered({ ...badKey, ...elsewhere }, elsewhereWithBadKey),
  member,
];

export default defineRelation({
  id: "other-path-spellings-need-a-key-too",
  level: "must",
  phase: "access",
  needs: ["member-key"],
  says: "A path that is only another spelling of the operation's (a slash at its end, a doubled one, an escape, another case) is refused, or asks for the same key: without it the operation is not done there.",
  source:
    "OWASP API Security Top 10 2023, API2 (broken authentication); RFC 3986 section 6.2: other spellings may mean the same path, and no other rights.",
  missing: "Needs a server that asks for keys: one that refuses a request without any.",
  kills: ["slash-at-the-end-needs-no-key", "escaped-path-needs-no-key", "path-in-upper-case-takes-any-key"],
  propose: (context) => {
    const preview = previewer(context);
    return fc
      .tuple(context.validRequest, fc.constantFrom(...otherPathSpellings(context.operation.path)))
      .map(([request, path]) => {
        const plan = { ...preview(request), credential: "member" } as const;
        const none = { ...plan, credential: "none" } as const;
        const bad = { ...none, credential: "bad" } as const;
        return [plan, none, bad, { ...none, path }, { ...bad, path }, plan];
      });
  },
  judge: (readings) => {
    const [first, without] = readings;
    const last = readings.at(-1);
    if (first === undefined || without === undefined || last === undefined || !isDone(first) || !isDone(last))
      return notExercised;
    if (!isRefused(without) || first.request.path !== without.request.path) return notExercised;
    const isHere = ({ request }: Reading): boolean => request.path === first.request.path;
    // A key that is taken at the operation's own path is another law's affair.
    const refused = new Set(
      readings.filter((one) => isHere(one) && isRefused(one)).map(({ request }) => request.credential),
    );
    const others = readings.filter((one) => !isHere(one) && refused.has(one.request.credential));
    const done = others.find((reading) => CALLERS[reading.request.credential] !== undefined && isDone(reading));
    if (done === undefined) return others.some(isRefused) ? held : notExercised;
    return judged([
      {
        message: `At another spelling of its path the operation let ${CALLERS[done.request.credential] ?? "anybody"} in.`,
        expected: `a refusal of ${jsonLine(done.request.path)}, as of ${jsonLine(without.request.path)}`,
        actual: "status 200 with an answer of the operation's",
        discriminator: "admitted",
      },
    ]);
  },
  holds: [
    // Any key is taken, at whatever path.
    asked(answered({ ...badKey, json }, ours), notFound, ours),
    asked(wrongKey, refusal, refusal),
    asked(wrongKey, notFound, notFound),
    // A page for people, or a way to the right path.
    asked(wrongKey, { json: {} }, notFound),
    asked(wrongKey, redirect, redirect),
    // A server that needs no key.
    [
      member,
      answered({ ...stranger, json }, ours),
      answered({ ...stranger, ...elsewhere }, ours),
      answered({ ...badKey, ...elsewhere }, ours),
      member,
    ],
  ],
  broken: [asked(wrongKey, ours, ours), asked(wrongKey, notFound, ours)],
});
