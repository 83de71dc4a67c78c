import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { held } from "../cases/judgement.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { defineRelation } from "../laws/define-law.ts";
import { operation } from "../testing/example-judge.ts";
import { relationCase } from "./relation-case.ts";

const relation = defineRelation({
  ...{ id: "pair", level: "must", says: "", source: "", missing: "", kills: [], holds: [], broken: [] },
  phase: "relations",
  needs: [],
  propose: () => null,
  judge: () => held,
});

const plan = (limit: number): RequestPlan => plainRequest({ operation, credential: "none" }, { limit });
const bodiesOf = (plans: readonly RequestPlan[]) =>
  plans.map(({ body, isAlongside }) => [body.kind === "json" ? body.value : null, isAlongside === true]);

const caseOf = (plans: readonly RequestPlan[], changes: Partial<RelationLaw> = {}) =>
  relationCase(
    { relation: { ...relation, ...changes }, sequences: fc.constant(plans), hasPreview: true },
    new fc.Value(plans, undefined),
  );

describe("a case that compares answers", () => {
  it("gets simpler by asking for previews alone", () => {
    const [first, ...others] = [...caseOf([plan(1), plan(2)]).simpler()];
    expect(bodiesOf(first?.plans ?? [])).toEqual([
      [{ limit: 1, dry_run: true }, false],
      [{ limit: 2, dry_run: true }, false],
    ]);
    expect(others).toEqual([]);
  });

  it("does not where the law is about writes", () => {
    expect([...caseOf([plan(1), plan(2)], { phase: "writes" }).simpler()]).toEqual([]);
    expect([...caseOf([plan(1), plan(2)], { needs: ["writes"] }).simpler()]).toEqual([]);
  });

  it("loses requests only where its law says that fewer may show it, and two stay", () => {
    const plans = [plan(1), plan(2), { ...plan(3), isAlongside: true as const }];
    expect([...caseOf(plans).simpler()]).toHaveLength(1);
    const shorter = [...caseOf(plans, { anyFew: true }).simpler()].slice(1);
    expect(shorter.map((one) => bodiesOf(one.plans))).toEqual([
      [
        [{ limit: 2 }, false],
        [{ limit: 3 }, true],
      ],
      [
        [{ limit: 1 }, false],
        [{ limit: 3 }, false],
      ],
      [
        [{ limit: 1 }, false],
        [{ limit: 2 }, false],
      ],
    ]);
  });
});
