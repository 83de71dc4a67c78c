import { describe, expect, it } from "vitest";
import { asCvmId } from "../cases/cvm-id.ts";
import dryRunWritesNothing from "../laws/instance-ids/dry-run-writes-nothing.ts";
import { answered } from "../laws/example.ts";
import { exampleAnswer, exampleItem } from "../laws/example-answer.ts";
import { judge } from "../testing/example-judge.ts";
import { LawBook } from "./law-book.ts";
import type { WritingPreview, WrittenCvm } from "./previews/writing-preview.ts";
import { writingSighting } from "./writing-sighting.ts";

const [A = "", B = "", C = ""] = ["a", "b", "c"].map((digit) => digit.repeat(40));

/** What is shown by a preview that told B to be stored of the CVM 7 and C to be found, after which `stored` is told. It wrote `others` too. */
const shownOf = (
  ids: Omit<WrittenCvm, "cvmId">,
  stored: string | null,
  shownBy: WritingPreview["shownBy"],
  others: readonly number[] = [],
  look: "tells of it" | "tells nothing" = "tells of it",
) => {
  const found = { source: "teepod_state", new_instance_id: C } as const;
  const told = exampleItem({ ...found, cvm_id: 7, status: "updated", old_instance_id: B, reason: null });
  const lookedAt = exampleItem({ ...found, cvm_id: 7, status: "conflict", old_instance_id: stored });
  const cvmId = asCvmId(7);
  if (cvmId === null) throw new Error("7 is a cvm_id.");
  const readings = [
    judge(answered({ json: { dry_run: true } }, { json: exampleAnswer([told]) })),
    judge(
      answered(
        { json: { dry_run: true, missing_only: false } },
        { json: exampleAnswer(look === "tells of it" ? [lookedAt] : []) },
      ),
    ),
  ] as const;
  const law = dryRunWritesNothing;
  const book = new LawBook([law], () => {}, { profile: "contract" });
  const written = [cvmId, ...others.flatMap((id) => asCvmId(id) ?? [])].map((id) => ({ cvmId: id, ...ids }));
  const { breach } = writingSighting(law, { readings, written, shownBy }, book);
  return { ...breach.violation, evidence: book.recordOf(law.id)?.evidence };
};

describe("what is said of a preview that wrote", () => {
  it("names what was stored before by the answers before it and by its own, where these differ", () => {
    const { message, expected, actual } = shownOf({ before: A, beforeByPreview: B, after: C }, C, "answers");
    expect(message).toBe(
      `By what answers tell, CVM 7 was written by a preview, if nobody else wrote it just then. These requests may show it again once CVM 7 has the id ${A} again, as earlier answers told it (the preview's own: ${B}).`,
    );
    expect(expected).toBe(`the stored id kept: "${A}" by earlier answers, "${B}" by the preview's own`);
    expect(actual).toBe(`"${C}"`);
  });

  it("tells what is stored afterwards in the letters of the answer that shows it", () => {
    for (const after of [C.toUpperCase(), ""])
      expect(shownOf({ before: B, after }, after, "answers").actual).toBe(`"${after}"`);
  });

  it("counts as evidence once, whether the law can tell it from the answers or the store alone shows it", () => {
    const ids = { before: B, after: C };
    expect(shownOf(ids, C, "answers").evidence).toBe(1);
    expect(shownOf(ids, C, "state-probe").evidence).toBe(1);
    expect(shownOf(ids, C, "state-probe", [], "tells nothing").evidence).toBe(1);
  });

  it.each<[readonly number[], string]>([
    [[], "CVM 7 is without an id again"],
    [[8], "CVM 7 is without an id again and CVM 8 is without an id again"],
    [
      [8, 9, 10],
      "CVM 7 is without an id again, CVM 8 is without an id again, CVM 9 is without an id again and 1 more is as it was",
    ],
    [
      [8, 9, 10, 11],
      "CVM 7 is without an id again, CVM 8 is without an id again, CVM 9 is without an id again and 2 more are as they were",
    ],
  ])("tells what has to be so again, where %j were written too", (others, condition) => {
    const { message } = shownOf({ before: null, after: C }, C, "answers", others);
    expect(message).toContain(`These requests may show it again once ${condition}.`);
  });
});
