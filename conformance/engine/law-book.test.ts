import { describe, expect, it } from "vitest";
import { held, judged } from "../cases/judgement.ts";
import type { Reading } from "../cases/reading.ts";
import { defineLaw, defineRelation } from "../laws/define-law.ts";
import { answered } from "../laws/example.ts";
import { judge } from "../testing/example-judge.ts";
import { LawBook } from "./law-book.ts";

const text = {
  level: "must",
  says: "It is.",
  source: "a test",
  missing: "m",
  kills: [],
  holds: [],
  broken: [],
} as const;

const lawThat = (breaksAt: number) =>
  defineLaw({
    ...text,
    id: "one",
    judge: ({ outcome }) =>
      outcome.kind === "response" && outcome.status === breaksAt
        ? judged([{ message: "m", expected: "x", actual: "y", discriminator: "d" }])
        : held,
  });

const relation = defineRelation({
  ...text,
  id: "several",
  phase: "relations",
  needs: [],
  propose: () => null,
  judge: () => held,
});

const reading = (status: number): Reading => judge(answered({}, { status, json: {} }));

/** What the laws say of answers with these statuses, and the evidence that each has then. */
const judgedBy = (statuses: readonly number[], breaksAt = 0) => {
  const law = lawThat(breaksAt);
  const book = new LawBook([law, relation], () => {}, { profile: "contract" });
  const { breaches, exercised } = book.judge(statuses.map(reading), null, relation, true);
  const evidence = ["one", "several"].map((id) => book.recordOf(id)?.evidence);
  return { breaches: breaches.length, exercised, evidence };
};

describe("a law book", () => {
  it("counts the cases of a law that compares answers, and those that were put off", () => {
    const book = new LawBook([relation], () => {}, { profile: "contract" });
    for (const statuses of [[200, 503], [429], [200, 200]]) book.judge(statuses.map(reading), null, relation, true);
    book.judge([reading(503)], null, relation, false);
    expect(book.recordOf("several")).toMatchObject({ evidence: 1, cases: 3, casesPutOff: 2 });
  });

  it("counts what the laws say of answers", () => {
    expect(judgedBy([200, 422])).toEqual({ breaches: 0, exercised: ["one", "one", "several"], evidence: [2, 1] });
  });

  it.each([429, 503])("takes %d for evidence of no law, and asks no law that compares", (status) => {
    expect(judgedBy([200, status])).toEqual({ breaches: 0, exercised: ["one"], evidence: [1, 0] });
  });

  it("takes a 503 that breaks a law for evidence of it, and 429 never", () => {
    expect(judgedBy([503], 503)).toEqual({ breaches: 1, exercised: ["one"], evidence: [1, 0] });
    expect(judgedBy([429], 429)).toEqual({ breaches: 0, exercised: [], evidence: [0, 0] });
  });

  it.each([
    ["contract", 0],
    ["reference", 1],
  ] as const)(
    "holds what a law calls the reference's own promise against a server under the profile %s: %d",
    (profile, count) => {
      const violation = { message: "m", expected: "x", actual: "y", discriminator: "d", level: "reference" } as const;
      const law = defineLaw({ ...text, id: "one", judge: () => judged([violation]) });
      const book = new LawBook([law], () => {}, { profile });
      const { breaches, exercised } = book.judge([reading(200)], null, null, true);
      expect({ breaches: breaches.length, exercised }).toEqual({ breaches: count, exercised: ["one"] });
    },
  );
});
