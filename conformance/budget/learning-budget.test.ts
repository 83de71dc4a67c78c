import { describe, expect, it } from "vitest";
import type { Case, CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { Trial } from "../cases/trial.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { singleCase } from "../generate/single-case.ts";
import { answered } from "../laws/example.ts";
import { exampleAnswer, exampleItem } from "../laws/example-answer.ts";
import { contract, judge } from "../testing/example-judge.ts";
import { diverseOrder } from "./diverse-order.ts";
import { LearningBudget } from "./learning-budget.ts";

const { operation, shape } = onlyOperation(contract);
const knowledge: Knowledge = { learned: new Map(), seen: new Map(), working: new Set(), credential: "member" };

const asking = (members: { readonly [name: string]: number | boolean | readonly string[] }): Case =>
  singleCase(plainRequest({ operation, credential: "member" }, members), {
    operation,
    shape,
    asAllowed: (plan) => plan,
  });

/** All but each 40th of them alike. */
const limits: NamedSequence = {
  name: "fuzz",
  phase: "fuzz",
  count: 800,
  at: (index) => asking(index % 40 === 39 ? { overwrite: true, limit: 500 } : { limit: 50 + (index % 7) }),
};

const casesOf = ({ count, at }: CaseSequence): readonly Case[] =>
  Array.from({ length: count }, (_, index) => at(index));

const bodyOf = ({ plans: [plan] }: Case): string => JSON.stringify(plan?.body.kind === "json" ? plan.body.value : null);

/** Three names, the last of which a limit of two keeps from being looked at. */
const namingInVain = (index: number, limit: number): Case =>
  asking({ cvm_ids: [".a".repeat(index), String(index), "no-such-cvm"], missing_only: false, limit });

const trialOf = (reason: string): Trial => ({
  readings: [judge(answered({}, { json: exampleAnswer([exampleItem({ reason, status: "error" })]) }))],
  breaches: [],
  exercised: [],
});

const chosenBy = (index: number): { readonly [name: string]: boolean } => ({
  ...(index % 2 === 0 ? { running_only: false } : {}),
  ...(index % 3 === 0 ? { missing_only: false } : {}),
});

describe("cases in a telling order", () => {
  it("begin with those that show what others do not, and leave none out", () => {
    const cases = casesOf(limits);
    const ordered = [...diverseOrder(cases, shape, knowledge)];
    const order = ordered.map(({ index }) => index);
    const cover = ordered.findIndex(({ isCovered }) => isCovered) + 1;
    expect(order.toSorted((a, b) => a - b)).toEqual(cases.map((_, index) => index));
    expect(cover).toBeLessThanOrEqual(3);
    expect(order.slice(0, cover).map((index) => bodyOf(limits.at(index)))).toContain('{"overwrite":true,"limit":500}');
  });

  it("choose each thing together with each other early, where what is named tells more", () => {
    const named = Array.from({ length: 30 }, (_, index) =>
      asking({ cvm_ids: [`${"a-9_".repeat(index % 6)}A`, `x${".B".repeat(index)}`], ...chosenBy(index) }),
    );
    const scans = [{}, { running_only: false }, { missing_only: false }, { running_only: false, missing_only: false }];
    const cases = [...named, ...scans.map((members) => asking(members))];
    const order = [...diverseOrder(cases, shape, knowledge)].map(({ index }) => index);
    const places = scans.map((_, index) => order.indexOf(named.length + index));
    expect(Math.max(...places)).toBeLessThan(12);
  });

  it("name soon what no limit keeps from being looked at", () => {
    const cases = Array.from({ length: 20 }, (_, index) => namingInVain(index, index === 19 ? 3 : 2));
    const order = [...diverseOrder(cases, shape, knowledge)].map(({ index }) => index);
    expect(order.indexOf(19)).toBeLessThan(3);
  });
});

describe("a budget that learns", () => {
  it("ends where the last cases taught nothing, and says how many are left", () => {
    const budget = new LearningBudget(shape);
    const first = casesOf(budget.allot(limits, knowledge));
    for (const testCase of first) budget.note(testCase, trialOf("teepod_failed"), "fuzz");
    expect(budget.hasMore("fuzz")).toBe(true);
    const second = casesOf(budget.allot(limits, knowledge));
    expect(second.length).toBeGreaterThan(0);
    for (const testCase of second) budget.note(testCase, trialOf("teepod_failed"), "fuzz");
    expect(budget.hasMore("fuzz")).toBe(false);
    expect(budget.allot(limits, knowledge).count).toBe(0);
    expect(budget.casesLeft).toBe(limits.count - first.length - second.length);
  });

  it("goes on where answers had something new in them, and sends no case twice", () => {
    const budget = new LearningBudget(shape);
    const seen: Case[] = [];
    for (const reason of ["a_reason", "another_reason", "a_third_reason"]) {
      const block = casesOf(budget.allot(limits, knowledge));
      expect(block.length).toBeGreaterThan(0);
      for (const testCase of block) budget.note(testCase, trialOf(reason), "fuzz");
      seen.push(...block);
    }
    expect(budget.hasMore("fuzz")).toBe(true);
    expect(budget.casesLeft).toBe(limits.count - seen.length);
    const rare = seen.filter((testCase) => bodyOf(testCase).includes("overwrite")).length;
    expect(rare).toBeLessThanOrEqual(limits.count / 40);
  });

  it("goes on for less and less, however much a phase teaches", () => {
    const budget = new LearningBudget(shape);
    const counts = Array.from({ length: 6 }, (_, pass) => {
      const block = casesOf(budget.allot(limits, knowledge));
      for (const testCase of block) budget.note(testCase, trialOf(`reason_${"a".repeat(pass)}`), "fuzz");
      return block.length;
    });
    expect(counts).toEqual([300, 100, 50, 25, 25, 25]);
  });

  it("begins with fewer cases of a law where each of them is of more requests", () => {
    const firstOf = (requests: number): number =>
      new LearningBudget(shape).allot(
        {
          name: "a-law",
          phase: "relations",
          count: 100,
          at: (index) => {
            const { plans, ...rest } = asking({ cvm_ids: ["-a9.".repeat(index + 1).slice(0, index + 1)] });
            return { ...rest, plans: Array.from({ length: requests }, () => plans).flat() };
          },
        },
        knowledge,
      ).count;
    expect([1, 3, 4, 10].map(firstOf)).toEqual([24, 19, 14, 12]);
  });

  it("asks no more of a phase than it has", () => {
    const budget = new LearningBudget(shape);
    expect(budget.allot({ ...limits, count: 2 }, knowledge).count).toBe(2);
    expect(budget.hasMore("fuzz")).toBe(false);
  });
});
