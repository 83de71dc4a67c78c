import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../../contract/index.ts";
import { derivedKeyNames } from "../cases/derived-key.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { SeenCvm } from "../cases/knowledge.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { caseRandom } from "../generate/case-random.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { toSentRequest } from "../target/sent-request.ts";
import { contract, judge, operation } from "../testing/example-judge.ts";
import { loadLaws } from "./load-laws.ts";

if (operation.requestBody === null) throw new Error("The operation lost its body.");
const shape = shapeAt(contract.document, operation.requestBody.schemaPointer);
const learned = new Map<string, readonly string[]>();
const relations = (await loadLaws()).filter((law) => law.kind === "relation");

const STATUSES = ["updated", "unchanged", "skipped", "conflict", "error"] as const;
const [a, b] = ["a".repeat(40), "b".repeat(40)];

/** A workspace with more CVMs than the default limit lets through, and each kind of answer. */
const workspace = (firstId: number): readonly SeenCvm[] =>
  Array.from({ length: 120 }, (_, index) => {
    const status = STATUSES[index % STATUSES.length] ?? "skipped";
    return {
      cvmId: firstId + index,
      identifier: `${firstId + index}-by-name`,
      status,
      source: index % 2 === 0 ? "teepod_state" : "gateway",
      reason: null,
      oldInstanceId: status === "conflict" || status === "unchanged" ? a : null,
      newInstanceId: status === "skipped" ? null : status === "unchanged" ? a : b,
    };
  });

const seen = new Map<CredentialName, readonly SeenCvm[]>([
  ["member", workspace(1_000)],
  ["admin", workspace(2_000)],
  ["other", workspace(3_000)],
]);

const proposedBy = (law: RelationLaw, allowWrites: boolean): fc.Arbitrary<readonly RequestPlan[]> => {
  const sequences = law.propose({
    contract,
    operation,
    knowledge: { learned, seen, working: new Set(seen.keys()), credential: "member" },
    validRequest: validRequest({ operation, shape, learned, credential: "member" }),
    allowWrites,
    derivedKeys: derivedKeyNames,
  });
  if (sequences === null) throw new Error(`${law.id} proposes nothing on a workspace that has everything.`);
  return sequences;
};

const membersOf = ({ body }: RequestPlan): JsonObject =>
  body.kind === "json" && isJsonObject(body.value) ? body.value : {};

const isDry = (plan: RequestPlan): boolean => membersOf(plan).dry_run === true;

const expectationOf = (plan: RequestPlan): string =>
  judge({
    request: toSentRequest(plan, true),
    outcome: { kind: "fault", fault: "dropped", detail: "", latencyMs: 1 },
  }).expectation.kind;

/** Sequences as they are proposed, and the first few that each would shrink to. */
const someOf = (law: RelationLaw, allowWrites: boolean): readonly (readonly RequestPlan[])[] => {
  const sequences = proposedBy(law, allowWrites);
  return Array.from({ length: 20 }, (_, index) => sequences.generate(caseRandom(5, law.id, index), 4)).flatMap(
    (made) => [made.value, ...Array.from(sequences.shrink(made.value, made.context).take(20), ({ value }) => value)],
  );
};

/** What other answers some laws' requests are owed: one looks at what a refusal leaves too, two at other paths. */
const ALSO_OWED: ReadonlyMap<string, readonly string[]> = new Map([
  ["nothing-else-is-written", ["tolerance", "refusal"]],
  ["other-path-spellings-need-a-key-too", ["tolerance"]],
  ["other-path-spellings-keep-the-rules", ["tolerance", "refusal"]],
]);

describe.each(relations.map((law) => [law.id, law] as const))("the proposals of %s", (_, law) => {
  let made: readonly (readonly RequestPlan[])[] = [];
  beforeAll(() => {
    made = someOf(law, true);
  });

  it("are sequences of valid requests, shrunk ones too, and of others where the law is about these", () => {
    const expectations = ["acceptance", ...(ALSO_OWED.get(law.id) ?? [])];
    expect(made.length).toBeGreaterThan(0);
    for (const plans of made) {
      expect(plans.length).toBeGreaterThan(1);
      expect(plans.filter((plan) => !expectations.includes(expectationOf(plan))).map(({ body }) => body)).toEqual([]);
    }
  });

  it("are the same for the same random numbers", () => {
    const sample = () => fc.sample(proposedBy(law, true), { seed: 5, numRuns: 20 });
    expect(sample()).toEqual(sample());
  });

  it("write only in the phase that writes, and without leave in none", () => {
    const isWet = (plans: readonly RequestPlan[]): boolean => !plans.every(isDry);
    if (law.phase === "writes") expect(made.some(isWet)).toBe(true);
    else expect((law.phase === "relations" ? made : someOf(law, false)).some(isWet)).toBe(false);
  });

  it("are sent with the credential that cases are sent with, unless the law is about access, about who is refused, or about an admin", () => {
    const used = new Set(made.flatMap((plans) => plans.map(({ credential }) => credential)));
    const isAboutStrangers = law.phase === "writes" && law.needs.includes("member-key");
    if (law.phase === "access" || isAboutStrangers || law.needs.includes("admin-key"))
      expect(used.size).toBeGreaterThan(1);
    else expect([...used]).toEqual(["member"]);
  });
});
