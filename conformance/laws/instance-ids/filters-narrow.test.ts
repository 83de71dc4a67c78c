import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../contract/index.ts";
import { judge } from "../../testing/example-judge.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import missingOnlyNarrows from "./missing-only-narrows.ts";
import runningOnlyNarrows from "./running-only-narrows.ts";

const { a, b } = exampleIds;
const updated = exampleItem({ status: "updated", source: "teepod_state", new_instance_id: a, reason: null });
const eight = exampleItem({
  cvm_id: 8,
  status: "unchanged",
  source: "gateway",
  old_instance_id: b,
  new_instance_id: b,
});
const keptOut = exampleItem({ cvm_id: 8, reason: "filtered" });

const laws = [
  { filter: "running_only", law: runningOnlyNarrows },
  { filter: "missing_only", law: missingOnlyNarrows },
] as const;

describe.each(laws)("that $filter narrows", ({ filter, law }) => {
  const scan = (isOn: boolean, items: readonly JsonObject[], members: JsonObject = {}) =>
    judge(answered({ json: { dry_run: true, [filter]: isOn } }, { json: exampleAnswer(items, members) }));
  const evidence = (filtered: readonly JsonObject[], open: readonly JsonObject[]): number =>
    law.judge([scan(true, filtered), scan(false, open), scan(true, filtered)], null).evidence;

  it("is not put to the test where the filter makes no difference, whatever is updated", () => {
    expect(evidence([updated], [updated])).toBe(0);
    expect(evidence([updated, eight], [updated, eight])).toBe(0);
    expect(evidence([updated, keptOut], [updated, keptOut])).toBe(0);
  });

  it("is put to the test where the filter keeps a CVM out, by an item or without", () => {
    expect(evidence([updated], [updated, eight])).toBe(1);
    expect(evidence([updated, keptOut], [updated, eight])).toBe(1);
  });

  it("is not put to the test by a CVM that a limit leaves out, or that is out at one time only", () => {
    const cut = scan(true, [updated], { total: 2 });
    expect(law.judge([cut, scan(false, [updated, eight]), cut], null).evidence).toBe(0);
    const [out, open, back] = [scan(true, [updated]), scan(false, [updated, eight]), scan(true, [updated, eight])];
    expect(law.judge([out, open, back], null).evidence).toBe(0);
  });
});
