import { valueAt } from "../../../contract/index.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem, exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { distinctFaults } from "./reading/distinct-faults.ts";

const INVALID = { json: { limit: 0 } };

export default defineLaw({
  id: "body-matches-schema",
  level: "must",
  says: "The body of an answer is strict JSON in UTF-8 and matches the schema that the contract declares for its status.",
  source: "openapi.json, `schema` of each response; RFC 8259 section 8.1.",
  missing: "Needs an answer with a declared status to a well-formed request, with a key that works.",
  kills: [
    "cvm-id-as-string",
    "cvm-id-null-when-not-found",
    "status-outside-enum",
    "source-outside-enum",
    "verified-as-number",
    "item-without-identifier",
    "counter-missing",
    "detail-as-string",
    "loc-as-string",
    "byte-order-mark-in-answer",
  ],
  judge: ({ outcome, operation, expectation, answer }) => {
    if (expectation.kind === "tolerance" || outcome.kind === "fault") return notExercised;
    const schema = operation.responses.get(outcome.status)?.schemaPointer;
    if (schema === undefined || schema === null) return notExercised;
    // What can't be read through its content coding is the affair of another law.
    if (answer.kind !== "json" && outcome.codingProblem !== undefined) return notExercised;
    if (answer.kind !== "json")
      return judged([
        {
          message: `The body of the answer ${outcome.status} is not JSON.`,
          expected: `JSON in UTF-8 that matches ${schema}`,
          actual: answer.kind === "none" ? "no body" : answer.problem.replaceAll(/\s+/g, " "),
          discriminator: `${outcome.status} not JSON`,
        },
      ]);
    if (answer.breaches === null || answer.breaches.length === 0) return held;
    return judged(
      distinctFaults(answer.breaches).map(({ name, first, count }) => ({
        message: `The body of the answer ${outcome.status} breaks its schema at ${first.at === "" ? "its root" : first.at}${count === 1 ? "" : ` (and at ${count - 1} places like it)`}.`,
        expected: `${first.message} (${first.keyword})`,
        actual: jsonLine(valueAt(answer.value, first.at)),
        discriminator: `${outcome.status} ${name}`,
        at: [first.at],
      })),
    );
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem(), exampleItem({ cvm_id: 0, identifier: "x", later: [] })]) }),
    answered({}, { json: exampleAnswer([{ cvm_id: 7, identifier: "x", status: "updated", new_instance_id: "y" }]) }),
    answered(INVALID, { status: 422, json: exampleRefusal(["body", "limit", 0], "t", "m") }),
    answered(INVALID, { status: 422, json: {} }),
    answered({ text: "{" }, { status: 422, json: { detail: "no JSON" } }),
    answered({ credentialHasWorked: false }, { status: 401, text: "no" }),
  ],
  broken: [
    answered({}, { text: "" }),
    answered({}, { text: `\uFEFF${JSON.stringify(exampleAnswer([]))}` }),
    answered({}, { json: null }),
    answered({}, { json: exampleAnswer([], { total: "0" }) }),
    answered({}, { json: exampleAnswer([exampleItem({ cvm_id: null })]) }),
    answered({}, { json: exampleAnswer([exampleItem({ source: null })]) }),
    answered({}, { json: exampleAnswer([{ cvm_id: 7, status: "skipped" }]) }),
    answered(INVALID, { status: 422, json: { detail: "limit is too small" } }),
  ],
});
