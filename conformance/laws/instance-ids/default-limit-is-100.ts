import fc from "fast-check";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { compareSettled } from "../comparison/compare-settled.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { allOptions, someOptions } from "./asking/some-options.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";

const DEFAULT_LIMIT = 100;
const OTHER_LIMITS = [101, 99, 1, 500] as const;

const scan = { dry_run: true, running_only: false, missing_only: false };
const some = (count: number, total = 120) =>
  exampleAnswer(
    Array.from({ length: count }, (_, index) => exampleItem({ cvm_id: index + 1 })),
    { total },
  );
const left = (count: number, total?: number) => answered({ json: scan }, { json: some(count, total) });
const set = (limit: number, count: number, total?: number) =>
  answered({ json: { ...scan, limit } }, { json: some(count, total) });

export default defineRelation({
  id: "default-limit-is-100",
  level: "must",
  phase: "relations",
  needs: [],
  says: "Without `limit` a request processes as many CVMs as with a limit of 100, and not as with another one.",
  source: "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/limit/default.",
  missing:
    "Needs more than 100 CVMs that one preview selects, as can be had of a sound server where the key's workspace holds that many.",
  kills: ["default-limit-50", "default-limit-99"],
  propose: (context) => {
    if (seenBy(context.knowledge).length <= DEFAULT_LIMIT) return null;
    const preview = previewOf(context);
    const all = allOptions("running_only", "missing_only");
    return fc
      .record({
        // Most workspaces come to more than a hundred only without filters.
        options: fc.oneof(
          { weight: 1, arbitrary: someOptions("running_only", "missing_only") },
          { weight: 2, arbitrary: all },
        ),
        other: fc.constantFrom(...OTHER_LIMITS),
      })
      .map(({ options, other }) => {
        const send = (limit: { limit?: number }) => preview({ ...options, ...limit });
        return [send({}), send({ limit: DEFAULT_LIMIT }), send({ limit: other }), send({})];
      });
  },
  judge: (readings) => {
    const [before, between, other, after] = readings;
    if (before === undefined || between === undefined) return notExercised;
    const comparison = compareSettled(before, between, after);
    const total = refreshAnswer(before)?.total ?? 0;
    // Where all is scanned, any default would do; where another limit changes nothing, so might the right one.
    if (comparison.kind === "unsettled" || total <= DEFAULT_LIMIT) return notExercised;
    if (comparison.kind === "same")
      return compareSettled(before, other, after).kind === "different" ? held : notExercised;
    return judged([
      {
        message: `Without \`limit\`, ${comparison.difference.part} is another than with a limit of ${DEFAULT_LIMIT}.`,
        expected: `${comparison.difference.between}, as with a limit of ${DEFAULT_LIMIT}`,
        actual: comparison.difference.before,
        discriminator: comparison.difference.kind,
      },
    ]);
  },
  holds: [
    [left(100), set(100, 100), set(101, 101), left(100)],
    [left(100), set(100, 100), set(99, 99), left(100)],
    [left(100), set(100, 100, 130), set(500, 130, 130), left(100, 130)],
  ],
  broken: [
    [left(50), set(100, 100), set(101, 101), left(50)],
    [left(120), set(100, 100), set(101, 101), left(120)],
  ],
});
