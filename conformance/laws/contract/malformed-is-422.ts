import type { Irregularity } from "../../cases/expectation.ts";
import { irregularityWords } from "../../cases/irregularity-words.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";
import { answeredStatus } from "./reading/answered-status.ts";

/** What the declared 422 is meant for. Bytes that are no UTF-8 and bottomless nesting are not: FastAPI answers 400 to those. */
const MALFORMED: ReadonlySet<Irregularity> = new Set(["malformed-json", "other-content-type", "no-body"]);

export default defineLaw({
  id: "malformed-is-422",
  level: "should",
  says: "Malformed JSON, no body, and a content type that is not JSON get the declared 422 and no other status.",
  source:
    "openapi.json, the operation's 422 and `required` body; FastAPI answers so, and the official clients understand no other refusal. NaN and Infinity are no JSON (RFC 8259 section 6), though Python reads them.",
  missing: "Needs an answer to a malformed request, with a key that works.",
  sentIn: ["boundary", "fuzz"],
  kills: [
    "400-on-malformed-json",
    "415-on-text-plain",
    "empty-body-is-defaults",
    "trailing-text-ignored",
    "not-a-number-read",
  ],
  judge: (reading) => {
    const { expectation } = reading;
    const status = answeredStatus(reading);
    if (expectation.kind !== "tolerance" || status === null || status >= 500) return notExercised;
    const { irregularities, isReadable } = expectation;
    if (!irregularities.every((irregularity) => MALFORMED.has(irregularity))) return notExercised;
    if (status === 422) return held;
    // To accept what nobody can read is a graver fault, and another law's.
    if (status < 300 && !isReadable) return notExercised;
    const kind = irregularities.join(" and ");
    return judged([
      {
        message: `A request with ${irregularityWords(irregularities)} is not answered with the declared 422.`,
        expected: "422",
        actual: String(status),
        discriminator: `${kind}: ${status}`,
      },
    ]);
  },
  holds: [
    answered({ text: "{" }, { status: 422, json: exampleRefusal(["body", 1], "json_invalid", "JSON decode error") }),
    answered({ bytes: null }, { status: 422, json: exampleRefusal(["body"], "missing", "Field required") }),
    answered({ text: "{}", contentType: "text/plain" }, { status: 422, json: {} }),
    answered({ bytes: Uint8Array.of(0x7b, 0xff) }, { status: 400, json: {} }),
    answered({ text: "[".repeat(100) }, { status: 400, json: {} }),
    answered({ text: "\uFEFF{}" }, { json: exampleAnswer([]) }),
    answered({ text: "{}", contentType: null }, { status: 415, json: {} }),
    answered({ text: "{", credentialHasWorked: false }, { status: 401, json: {} }),
  ],
  broken: [
    answered({ text: '{"limit":1,}' }, { status: 400, json: {} }),
    answered({ text: "{}}" }, { json: exampleAnswer([]) }),
    answered({ text: '{"note":NaN}' }, { json: exampleAnswer([]) }),
    answered({ text: "" }, { json: exampleAnswer([]) }),
    answered({ text: "{}", contentType: "text/plain" }, { status: 415, json: {} }),
    answered({ text: "{}", contentType: "text/plain" }, { json: exampleAnswer([]) }),
  ],
});
