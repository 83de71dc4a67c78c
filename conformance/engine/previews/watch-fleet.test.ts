import { expect, it } from "vitest";
import { answered } from "../../laws/example.ts";
import { exampleAnswer, exampleItem } from "../../laws/example-answer.ts";
import { previewRules } from "../../laws/instance-ids/asking/preview-rules.ts";
import { judge, operation } from "../../testing/example-judge.ts";
import { PreviewKnowledge } from "./preview-knowledge.ts";
import { PreviewLooks } from "./preview-looks.ts";
import { fleetMoves } from "./watch-fleet.ts";

/** Whether a fleet is said to move of which one CVM was told to be updated, where looks are answered so, one after the other, the last time for good. */
const movesWhere = (...answers: readonly ("updated" | "unchanged" | 503)[]): Promise<boolean | null> => {
  const knowledge = new PreviewKnowledge(previewRules, operation);
  const reading = (answer: "updated" | "unchanged" | 503) => {
    if (answer === 503) return judge(answered({}, { status: 503, json: {} }));
    const found = "a".repeat(40);
    const ids = { old_instance_id: answer === "updated" ? null : found, new_instance_id: found };
    return judge(answered({}, { json: exampleAnswer([exampleItem({ status: answer, ...ids })]) }));
  };
  knowledge.note(reading("updated"));
  const left = [...answers];
  const looks = new PreviewLooks({
    rules: previewRules,
    knowledge,
    recover: () => Promise.resolve(),
    takeHealthRequest: () => {},
  });
  const parts = { knowledge, looks, stored: () => Promise.resolve(null) };
  return fleetMoves(parts, true, async () => reading((left.length > 1 ? left.shift() : left[0]) ?? 503));
};

it.each([
  [["updated"], false],
  [["updated", "unchanged"], true],
  [[503], null],
  [["updated", 503], null],
] as const)("a fleet is said to move, or not to, only where looks are answered: %j", async (answers, moves) => {
  expect(await movesWhere(...answers)).toBe(moves);
});
