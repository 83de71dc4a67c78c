import { valueAt } from "../../../contract/index.ts";
import type { Expectation, Fault } from "../../cases/expectation.ts";
import { irregularityWords } from "../../cases/irregularity-words.ts";
import { held, judged, notExercised, type Violation } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { answeredStatus } from "./reading/answered-status.ts";
import { distinctFaults } from "./reading/distinct-faults.ts";

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

type Refusal = Extract<Expectation, { kind: "refusal" }>;

const accepted = ({ json }: Refusal, { at, keyword }: Fault, status: number): Omit<Violation, "discriminator"> => ({
  message: `${at === "" ? "The body" : `The body's ${at}`} breaks the contract's schema, and the request was accepted.`,
  expected: `422, for ${keyword}`,
  actual: `${status} for ${jsonLine(valueAt(json, at))}`,
});

const acceptedRefusals = (expectation: Refusal, status: number): readonly Violation[] => {
  const stubborn = distinctFaults(expectation.stubbornFaults);
  if (stubborn.length > 0)
    return stubborn.map(({ name, first }) => ({ ...accepted(expectation, first, status), discriminator: name }));
  // A server that coerces types does so everywhere: one bug, whichever member shows it.
  const [lax] = distinctFaults(expectation.faults);
  if (lax === undefined) return [];
  return [
    {
      ...accepted(expectation, lax.first, status),
      discriminator: "types are read laxly",
      isOneCause: true,
      level: "should",
    },
  ];
};

const acceptedNonsense = (expectation: Extract<Expectation, { kind: "tolerance" }>, status: number): Violation => ({
  message: "A body in which no reader, however lenient, finds a valid request was accepted.",
  expected: "any 4xx",
  actual: `${status} for a body with ${irregularityWords(expectation.irregularities)}`,
  discriminator: expectation.irregularities.join(" "),
});

export default defineLaw({
  id: "invalid-request-is-refused",
  level: "must",
  says: "A request that the contract's schema finds invalid is not accepted (only a should where every fault is one that a lax reader coerces).",
  source:
    "openapi.json, the request body's schema, applied to the very bytes sent. What pydantic's lax mode coerces is left at should: FastAPI does so.",
  missing: "Needs an answer to an invalid request, with a key that works.",
  sentIn: ["boundary", "fuzz"],
  kills: [
    "limit-0-accepted",
    "limit-501-accepted",
    "limit-wraps-at-32-bits",
    "negative-limit-wraps",
    "string-cvm-ids-accepted",
    "null-in-cvm-ids-accepted",
    "types-read-laxly",
    "truncated-json-accepted",
  ],
  judge: (reading) => {
    const { expectation } = reading;
    const status = answeredStatus(reading);
    if (status === null || expectation.kind === "acceptance") return notExercised;
    if (expectation.kind === "refusal") {
      if (isSuccess(status)) return judged(acceptedRefusals(expectation, status));
      return status === 422 ? held : notExercised;
    }
    if (expectation.isReadable) return notExercised;
    if (isSuccess(status)) return judged([acceptedNonsense(expectation, status)]);
    return status >= 400 && status < 500 ? held : notExercised;
  },
  holds: [
    answered(
      { json: { limit: 0 } },
      { status: 422, json: exampleRefusal(["body", "limit"], "greater_than_equal", "m") },
    ),
    answered({ text: '{"dry_run":tr' }, { status: 400, json: {} }),
    answered({ text: '{"limit":-1e400}' }, { status: 400, json: {} }),
    answered({ text: '{"note":1e400}' }, { json: exampleAnswer([]) }),
    answered({ text: '\uFEFF{"limit":0}' }, { status: 400, json: {} }),
    answered({ text: "\uFEFF{}" }, { json: exampleAnswer([]) }),
    answered({ text: '{"limit":0,"limit":1}' }, { json: exampleAnswer([]) }),
    answered({ text: "{}", contentType: "text/plain" }, { json: exampleAnswer([]) }),
    answered({ text: "" }, { json: exampleAnswer([]) }),
    answered({ json: { limit: 0 }, credentialHasWorked: false }, { status: 401, json: {} }),
    answered({ path: "/", json: { limit: 0 } }, { json: {} }),
  ],
  broken: [
    answered({ json: { limit: 501 } }, { json: exampleAnswer([]) }),
    answered({ json: { cvm_ids: "7" } }, { json: exampleAnswer([]) }),
    answered({ json: { limit: "0", dry_run: "true" } }, { json: exampleAnswer([]) }),
    answered({ json: { limit: "5" } }, { json: exampleAnswer([]) }),
    answered({ json: [] }, { json: exampleAnswer([]) }),
    answered({ text: '{"dry_run":tr' }, { json: exampleAnswer([]) }),
    answered({ text: '{"limit":1e400}' }, { json: exampleAnswer([]) }),
    answered({ text: '\uFEFF{"limit":0}' }, { json: exampleAnswer([]) }),
  ],
});
