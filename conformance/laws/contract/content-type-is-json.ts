import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";

const refusal = exampleRefusal(["body", "limit"], "greater_than_equal", "Input should be greater than or equal to 1");

export default defineLaw({
  id: "content-type-is-json",
  level: "must",
  says: "An answer with a declared status has the content type that the contract declares for it.",
  source: "openapi.json, `content` of each response; RFC 9110 section 8.3.",
  missing: "Needs an answer with a declared status to a well-formed request, with a key that works.",
  kills: ["content-type-text-plain", "content-type-problem-json-on-422", "content-type-lost-when-empty"],
  judge: ({ outcome, operation, expectation }) => {
    if (expectation.kind === "tolerance" || outcome.kind === "fault") return notExercised;
    const declared = operation.responses.get(outcome.status)?.contentType;
    if (declared === undefined || declared === null) return notExercised;
    const sent = outcome.headers["content-type"];
    // Parameters, a charset among them, change nothing about the type.
    const type = sent?.split(";")[0]?.trim().toLowerCase();
    if (type === declared) return held;
    return judged([
      {
        message: `The answer ${outcome.status} does not have the content type that the contract declares.`,
        expected: declared,
        actual: sent ?? "no content type",
        discriminator: `${outcome.status} ${type ?? "none"}`,
      },
    ]);
  },
  holds: [
    answered({}, { json: exampleAnswer([]) }),
    answered({}, { json: exampleAnswer([]), contentType: "Application/JSON ;charset=utf-8" }),
    answered({ json: { limit: 0 } }, { status: 422, json: refusal }),
    answered({ credentialHasWorked: false }, { status: 401, text: "no", contentType: "text/plain" }),
    answered({ text: "{" }, { status: 400, text: "no", contentType: "text/html" }),
    answered({ path: "/" }, { status: 200, text: "hello", contentType: "text/html" }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([]), contentType: "text/plain; charset=utf-8" }),
    answered({}, { json: exampleAnswer([]), contentType: null }),
    answered({ json: { limit: 0 } }, { status: 422, json: refusal, contentType: "application/problem+json" }),
  ],
});
