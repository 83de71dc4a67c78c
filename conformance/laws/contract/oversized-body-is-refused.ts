import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered, unanswered } from "../example.ts";
import { exampleAnswer } from "../example-answer.ts";
import { answeredStatus } from "./reading/answered-status.ts";

const OVERSIZED = { bytes: new TextEncoder().encode(`{"note":"${"x".repeat(1024 * 1024)}"}`) };

export default defineLaw({
  id: "oversized-body-is-refused",
  level: "reference",
  says: "A body of more than 1 MiB is answered 413.",
  source: "The reference's own promise; RFC 9110 section 15.5.14.",
  missing: "Needs an answer to a body of more than 1 MiB.",
  sentIn: ["boundary"],
  kills: ["422-on-oversized-body"],
  judge: (reading) => {
    const { expectation } = reading;
    const status = answeredStatus(reading);
    if (expectation.kind !== "tolerance" || !expectation.irregularities.includes("too-large")) return notExercised;
    // No answer: the connection was closed while the body was still on its way, which 413 allows.
    if (status === null || status >= 500) return notExercised;
    if (status === 413) return held;
    return judged([
      {
        message: "A body of more than 1 MiB was not refused for its size.",
        expected: "413",
        actual: String(status),
        discriminator: `status ${status}`,
      },
    ]);
  },
  holds: [
    answered(OVERSIZED, { status: 413, json: {} }),
    unanswered(OVERSIZED, "dropped"),
    answered({ json: { note: "x" } }, { json: exampleAnswer([]) }),
  ],
  broken: [answered(OVERSIZED, { json: exampleAnswer([]) }), answered(OVERSIZED, { status: 422, json: {} })],
});
