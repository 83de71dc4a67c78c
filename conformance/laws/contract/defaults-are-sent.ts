import { notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";

const bare = { cvm_id: 7, identifier: "7", status: "skipped" } as const;

export default defineLaw({
  id: "defaults-are-sent",
  level: "should",
  says: "An answer sends the properties for which its schema has a default (`source` and `verified_with_gateway`), although it may leave them out.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties; the official clients reject an answer without them.",
  missing:
    "Needs an answer 200 with at least one item, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: ["source-omitted-when-none", "verified-omitted-when-false", "defaults-omitted-on-errors"],
  judge: ({ expectation, answer }) => {
    if (expectation.kind === "tolerance" || answer.kind !== "json" || answer.defaults === null) return notExercised;
    const { chances, unsent } = answer.defaults;
    return {
      evidence: chances,
      violations: unsent.map(({ at, keyword, count }) => ({
        message: `${at} is left out, which the official clients do not take.`,
        expected: `${at} sent, if only with its default`,
        actual: `left out ${count} ${count === 1 ? "time" : "times"}`,
        discriminator: keyword,
      })),
    };
  },
  holds: [
    answered({}, { json: exampleAnswer([exampleItem()]) }),
    answered({}, { json: exampleAnswer([]) }),
    answered({}, { json: exampleAnswer([{ ...bare, source: "none", verified_with_gateway: false }]) }),
  ],
  broken: [
    answered({}, { json: exampleAnswer([exampleItem(), { ...bare, source: "none" }]) }),
    answered({}, { json: exampleAnswer([bare]) }),
  ],
});
