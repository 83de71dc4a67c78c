import { describe, expect, it } from "vitest";
import { type JsonObject, isObject } from "../../contract/index.ts";
import { asCvmId } from "../cases/cvm-id.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import { answered } from "../laws/example.ts";
import { judge } from "../testing/example-judge.ts";
import type { RecordedStep } from "./corpus-file.ts";
import { areAsBefore, pendingThen, recordedChanges } from "./recorded-changes.ts";
import { sampleStep } from "./testing/sample-record.ts";

/** Items as these tests write them: `[CVM, stored id, status]`. */
type Item = readonly [number, string | null, string];

const rules: Pick<PreviewRules, "told"> = {
  told: ({ answer }) => {
    const items = answer.kind === "json" && isObject(answer.value) ? answer.value.items : [];
    return (Array.isArray(items) ? items : []).flatMap(([id, before, status]: readonly unknown[]) => {
      const cvmId = asCvmId(id);
      if (cvmId === null || typeof status !== "string" || (before !== null && typeof before !== "string")) return [];
      const after = status === "unchanged" ? null : "z";
      return [{ cvmId, name: "", before, after, isPromised: status === "updated", status }];
    });
  },
};

const bodyOf = (...items: readonly Item[]): JsonObject => ({ items: items.map((item) => [...item]) });
const step = (...items: readonly Item[]): RecordedStep => ({
  ...sampleStep,
  response: { status: 200, headers: {}, body: JSON.stringify(bodyOf(...items)) },
});
const changed = (steps: readonly RecordedStep[], writes: boolean) =>
  Object.fromEntries(recordedChanges(steps, rules, () => writes));
const preview = step([1, null, "updated"], [2, "b", "conflict"]);

describe("what a recorded case changed", () => {
  it("is the CVMs whose stored id a later answer tells otherwise", () => {
    expect(changed([preview, step([1, null, "updated"], [2, "c", "unchanged"])], false)).toEqual({ 2: "b" });
    expect(changed([preview, preview], false)).toEqual({});
  });

  it("is what a request that writes says it updated", () => {
    expect(changed([preview], true)).toEqual({ 1: null });
  });

  it("is nothing where the answers were not kept, or are no JSON", () => {
    const cut: RecordedStep = { ...sampleStep, response: { status: 200, headers: {}, body: "{" } };
    const lost: RecordedStep = { ...sampleStep, response: { fault: "dropped", detail: "" } };
    expect(changed([sampleStep, cut, lost], true)).toEqual({});
  });
});

describe("what a recorded case changed can be changed again", () => {
  const changes = recordedChanges([preview], rules, () => true);
  const isAsBefore = (...items: readonly Item[]) =>
    areAsBefore(changes, [judge(answered({}, { json: bodyOf(...items) }))], rules);

  it.each([
    ["where the same is stored", true, [1, null, "updated"]],
    ["not where it is stored by now", false, [1, "a", "unchanged"]],
    ["not where the CVM is not told of", false, [3, null, "updated"]],
  ] as const)("%s", (_, expected, item) => {
    expect(isAsBefore(item)).toBe(expected);
  });
});

it("what a recorded finding's answers told to come is what it says itself, or what the answers that were kept tell", () => {
  expect(pendingThen({ steps: [preview] }, rules)).toEqual({ updated: ["1"], conflict: ["2"] });
  expect(pendingThen({ steps: [preview], pending: { updated: ["7"] } }, rules)).toEqual({ updated: ["7"] });
});
