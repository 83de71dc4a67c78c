import { held, judged, notExercised } from "../../cases/judgement.ts";
import { MAX_ANSWER_BYTES, MAX_HEADER_BYTES } from "../../target/answer-limits.ts";
import { formerRequestKind } from "../contract/reading/former-request-kind.ts";
import { requestKind } from "../../cases/request-kind.ts";
import { defineLaw } from "../define-law.ts";
import { answered, unanswered } from "../example.ts";
import { exampleAnswer } from "../example-answer.ts";

export default defineLaw({
  id: "answer-is-within-8-mib",
  level: "must",
  says: "An answer ends within 8 MiB, content codings undone, and its headers within 128 KiB.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit: 500 items at most, which is 16 KiB for each. A refusal has no such bound: to an invalid request it is a should.",
  missing: "Needs one answer: send any request.",
  kills: ["answer-followed-by-9-mib"],
  judge: ({ outcome, expectation }) => {
    if (outcome.kind === "response") return held;
    if (outcome.fault !== "too-long") return notExercised;
    return judged([
      {
        ...(expectation.kind === "acceptance" ? {} : { level: "should" }),
        message: `The answer to ${requestKind(expectation)} is too long: it was read no further, and judged by no other law.`,
        expected: `a body of at most ${MAX_ANSWER_BYTES / 1024 / 1024} MiB, headers of at most ${MAX_HEADER_BYTES / 1024} KiB`,
        actual: outcome.detail,
        discriminator: "too long",
        formerly: `too long to ${formerRequestKind(expectation)}`,
      },
    ]);
  },
  holds: [answered({}, { json: exampleAnswer([]) }), unanswered({}, "unreachable")],
  broken: [
    unanswered({}, "too-long"),
    unanswered({ json: { limit: 0 } }, "too-long"),
    unanswered({ text: "{" }, "too-long"),
  ],
});
