import { describe, expect, it } from "vitest";
import { held } from "../cases/judgement.ts";
import type { Law } from "../cases/law.ts";
import { asPreview } from "../generate/preview.ts";
import { defineLaw, defineRelation } from "../laws/define-law.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { contract, operation } from "../testing/example-judge.ts";
import type { CorpusEntry, RecordedStep } from "./corpus-file.ts";
import { recall } from "./recorded-case.ts";
import { sampleRecord, sampleStep } from "./testing/sample-record.ts";

const text = { level: "must", says: "", source: "", missing: "", kills: [], holds: [], broken: [] } as const;
const single = defineLaw({ ...text, id: "small-limits", judge: () => held });
const pair = defineRelation({
  ...text,
  id: "pair",
  phase: "relations",
  needs: [],
  propose: () => null,
  judge: () => held,
});

const recalled = (entry: CorpusEntry, allowWrites = false, laws: readonly Law[] = [single, pair]) =>
  recall(entry, {
    operation,
    shape: shapeAt(contract.document, operation.requestBody?.schemaPointer ?? ""),
    laws,
    whyNotJudged: () => "needs a key",
    allowWrites,
    asAllowed: allowWrites ? (plan) => plan : asPreview,
    hasPreview: true,
  });

const withStep = (changes: Partial<RecordedStep>): CorpusEntry =>
  sampleRecord({ steps: [{ ...sampleStep, ...changes }] });

describe("a recorded case", () => {
  it("is sent as it was recorded", () => {
    const { kind, ...rest } = recalled(sampleRecord());
    expect(kind).toBe("case");
    expect(rest).toMatchObject({
      testCase: { plans: [{ body: { kind: "json", value: { limit: 7, dry_run: true } } }], relation: null },
    });
  });

  it("is compared by the law that it breaks", () => {
    const found = recalled(sampleRecord({ law: "pair", steps: [sampleStep, sampleStep] }));
    expect(found).toMatchObject({ kind: "case", testCase: { relation: { id: "pair" } } });
  });

  it("is not sent where its law is not there, or compares nothing", () => {
    const why = "its law is not part of this run (needs a key)";
    expect(recalled(sampleRecord({ law: "gone" }))).toEqual({ kind: "not-here", why });
    expect(recalled(sampleRecord({ steps: [sampleStep, sampleStep] })).kind).toBe("not-here");
  });

  it.each<[string, Partial<RecordedStep>]>([
    ["writes", { body: '{"limit":7}' }],
    ["writes, whatever stands in its text", { body: '{"limit":7,"dry_run":"true"}' }],
    ["writes once its body is read leniently", { body: "[]" }],
    ["deletes", { method: "DELETE", body: null }],
    ["goes to another place", { path: "/api/v1/other", body: '{"dry_run":true}' }],
  ])("is not sent without leave to write where it %s", (_, changes) => {
    expect(recalled(withStep(changes))).toMatchObject({
      kind: "not-here",
      why: expect.stringContaining("--allow-writes"),
    });
    expect(recalled(withStep(changes), true).kind).toBe("case");
  });

  it.each<[string, Partial<RecordedStep>]>([
    ["a preview whose switch stands first", { body: '{"dry_run":true,"limit":7}' }],
    ["a body that can't carry the switch", { body: '"x"' }],
    ["no body", { body: null }],
    ["a preview at another spelling of the path", { path: "/api/v1/cvms/x/../instance-ids", body: '{"dry_run":true}' }],
    ["a look elsewhere", { method: "GET", path: "/", body: null }],
  ])("is sent without leave to write where it is %s", (_, changes) => {
    expect(recalled(withStep(changes)).kind).toBe("case");
  });
});
