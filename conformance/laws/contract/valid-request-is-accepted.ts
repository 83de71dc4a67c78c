import { isGiven } from "../../cases/exchange.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { answeredStatus } from "./reading/answered-status.ts";
import { refusalDetails } from "./reading/refusal-details.ts";

/** Words that name a fault's kind, and not its value. */
const KIND = /^[\w.-]{1,40}$/;

export default defineLaw({
  id: "valid-request-is-accepted",
  level: "must",
  says: "A well-formed request that the contract's schema finds valid is not refused with 422 (only a should where it spells a whole number as 1.0 or 1e0, or its body goes in chunks).",
  source:
    "openapi.json, the request body's schema, applied to the very bytes sent. Readers with strict types see no integer in 1.0, though JSON Schema does (2020-12, section 6.1.1 of Validation): that is left at should, and so are bodies in chunks, which HTTP alone speaks of (RFC 9112 section 7.1).",
  missing: "Needs an answer to a valid request, with a key that works.",
  kills: [
    "limit-500-refused",
    "limit-1-refused",
    "null-cvm-ids-refused",
    "unknown-property-refused",
    "float-spelling-of-integer-refused",
    "exponent-above-0-refused",
    "long-list-of-long-names-refused",
    "chunked-body-is-missing",
  ],
  judge: (reading) => {
    const status = answeredStatus(reading);
    if (reading.expectation.kind !== "acceptance" || status === null || !reading.operation.responses.has(status))
      return notExercised;
    if (status !== 422) return held;
    // FastAPI answers 422 where the header that carries the key is what is missing.
    const { credential, credentialHasWorked } = reading.request;
    if (!isGiven(credential) && !credentialHasWorked) return notExercised;
    const details = refusalDetails(reading);
    const kind = details?.[0]?.type ?? "";
    const violation = {
      message: "A request that the contract's schema finds valid was refused as invalid.",
      expected: "any declared status but 422",
      actual: `422 ${reading.answer.kind === "json" ? jsonLine(reading.answer.value) : ""}`.trimEnd(),
      discriminator: KIND.test(kind) ? `422 ${kind}` : "422",
    };
    if (reading.request.isChunked === true) {
      const message = "A valid request whose body goes in chunks was refused as invalid.";
      return judged([{ ...violation, message, discriminator: "a body in chunks", level: "should" }]);
    }
    if (reading.expectation.hasIntegerAsFraction !== true) return judged([violation]);
    const message = "A valid request that spells a whole number with a fraction or an exponent was refused as invalid.";
    return judged([
      { ...violation, message, discriminator: "a whole number as a fraction", isOneCause: true, level: "should" },
    ]);
  },
  holds: [
    answered(
      { credential: "none", credentialHasWorked: false },
      { status: 422, json: exampleRefusal(["header", "x-api-key"], "missing", "Field required") },
    ),
    answered({ json: { limit: 500, cvm_ids: null, note: {} } }, { json: exampleAnswer([]) }),
    answered({ text: '{"limit":5e0}' }, { json: exampleAnswer([]) }),
    answered(
      { json: { limit: 501 } },
      { status: 422, json: exampleRefusal(["body", "limit"], "less_than_equal", "m") },
    ),
    answered({ text: '{"limit":1,"limit":2}' }, { status: 422, json: {} }),
  ],
  broken: [
    answered({ isChunked: true }, { status: 422, json: exampleRefusal(["body"], "missing", "Field required") }),
    answered({ json: { limit: 500 } }, { status: 422, json: exampleRefusal(["body", "limit"], "less_than", "m") }),
    answered({ json: { cvm_ids: [""] } }, { status: 422, json: {} }),
    answered({ text: '{"limit":1.0}' }, { status: 422, json: exampleRefusal(["body", "limit"], "int_type", "m") }),
    answered({ text: '{"limit":10e-1}' }, { status: 422, json: {} }),
    answered(
      { json: { dryRun: true } },
      { status: 422, json: exampleRefusal(["body", "dryRun"], "extra_forbidden", "m") },
    ),
  ],
});
