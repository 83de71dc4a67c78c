import { describe, expect, it } from "vitest";
import { judge } from "../../../testing/example-judge.ts";
import { answered } from "../../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../../example-answer.ts";
import { judgeUpdatesKept } from "./judge-updates-kept.ts";

const { a, b } = exampleIds;
const updated = { status: "updated", source: "gateway", new_instance_id: a, reason: null } as const;

/** What is said where `stored` is what a look tells after an update to `a`. */
const saidOf = (stored: string | null): readonly (readonly [message: string, actual: string])[] => {
  const [wet, dry] = [false, true].map((dryRun) =>
    judge(
      answered(
        { json: { cvm_ids: ["7"], dry_run: dryRun } },
        { json: exampleAnswer([exampleItem(dryRun ? { ...updated, old_instance_id: stored } : updated)]) },
      ),
    ),
  );
  return judgeUpdatesKept(wet, dry, null).violations.map(({ message, actual }) => [message, actual]);
};

describe("what is said of an update that was not kept", () => {
  it("is that no id was stored, where none was", () => {
    expect(saidOf(null)).toEqual([
      [expect.stringMatching(/, and afterwards, by what answers tell, no id was stored\.$/), "none"],
    ]);
  });

  it("is that another one was, where one was", () => {
    expect(saidOf(b)).toEqual([[expect.stringMatching(/another id than the one reported was stored\.$/), `"${b}"`]]);
  });
});
