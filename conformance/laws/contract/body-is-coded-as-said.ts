import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";

const gzip = { "content-encoding": "gzip" };
const noGzip = { kind: "damaged", coding: "gzip", detail: "incorrect header check" } as const;
const cut = { kind: "damaged", coding: "br", detail: "unexpected end of file" } as const;
const unheardOf = { kind: "unknown", coding: "lzw9", detail: "no known coding has this name" } as const;
const utf8 = { ...unheardOf, coding: "utf-8" };

export default defineLaw({
  id: "body-is-coded-as-said",
  level: "must",
  says: "The body of an answer is in the content coding that its `Content-Encoding` names, one that clients can undo.",
  source:
    "RFC 9110 sections 8.4 and 8.4.1. A request that does not say which codings it accepts may be answered in any (section 12.5.3), but not in another than is named.",
  missing: "Needs an answer with a body to a request for the operation, with a key that works.",
  kills: ["gzip-in-name-alone", "gzip-cut-short"],
  judge: ({ outcome, expectation, answer }) => {
    if (outcome.kind === "fault" || outcome.body.length === 0) return notExercised;
    const isStray =
      expectation.kind === "tolerance" &&
      expectation.irregularities.some((one) => one === "other-path" || one === "other-operation");
    if (isStray) return notExercised;
    const { status, codingProblem } = outcome;
    if (codingProblem === undefined) return held;
    const { kind, coding, detail } = codingProblem;
    if (kind === "damaged")
      return judged([
        {
          message: `The body of the answer ${status} is not what its content coding ${coding} says: clients that undo codings, as fetch and browsers do, can't read it.`,
          expected: `a body in ${coding}, whole`,
          actual: detail,
          discriminator: `damaged ${coding}`,
        },
      ]);
    // Many clients take an unknown coding for none.
    const isReadable = answer.kind === "json";
    return judged([
      {
        message: isReadable
          ? `The answer ${status} names a content coding that clients do not know around plain JSON: strict ones do not read it.`
          : `The answer ${status} is in a content coding that clients do not know, so that they can't read it.`,
        expected: "gzip, deflate, br, zstd, or no content coding",
        actual: `Content-Encoding: ${coding}`,
        discriminator: isReadable ? "unknown name" : "unknown coding",
        ...(isReadable ? { level: "should" } : {}),
      },
    ]);
  },
  holds: [
    answered({}, { json: exampleAnswer([]) }),
    // Content codings are undone before an answer is judged.
    answered({}, { json: exampleAnswer([]), headers: gzip }),
    answered({ path: "/" }, { status: 404, text: "no", headers: gzip, codingProblem: noGzip }),
    answered({ text: "{" }, { status: 400, text: "", headers: gzip }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([]), headers: gzip, codingProblem: noGzip }),
    answered({}, { text: "abc", headers: { "content-encoding": "br" }, codingProblem: cut }),
    answered({}, { text: "abc", headers: { "content-encoding": "lzw9" }, codingProblem: unheardOf }),
    answered({}, { json: exampleAnswer([]), headers: { "content-encoding": "utf-8" }, codingProblem: utf8 }),
    answered(
      { json: { limit: 0 } },
      {
        status: 422,
        json: exampleRefusal(["body", "limit"], "greater_than_equal", "too small"),
        headers: gzip,
        codingProblem: noGzip,
      },
    ),
    answered({ text: "{" }, { status: 400, text: "no", headers: gzip, codingProblem: noGzip }),
  ],
});
