import fc from "fast-check";
import { notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const { a } = exampleIds;

/** Names that no CVM has, the plainest first: forms of every kind of identifier, and some that careless readers stumble over. */
const UNKNOWN_NAMES = [
  "no-such-cvm",
  "00000000-0000-4000-8000-000000000000",
  "0000000000000000000000000000000000000000",
  "app_0000000000000000000000000000000000000000",
  "instance_0000000000000000000000000000000000000000",
  "1999999999",
  "99999999999999999999",
  "",
  " ",
  "no-such-cvm\u0000",
  "no-such-cvm%",
  "no-such-cvm' OR '1'='1",
  `no-such-cvm-${"x".repeat(300)}`,
] as const;

const asked = (...names: readonly string[]) => ({ json: { dry_run: true, cvm_ids: names } });
const seven = exampleItem();
const stranger = exampleItem({ cvm_id: 0, identifier: "no-such-cvm", reason: "not_found" });
const alone = answered(asked("7"), { json: exampleAnswer([seven]) });
const joined = asked("7", "no-such-cvm");

export default defineRelation({
  id: "unknown-id-spoils-nothing",
  level: "must",
  phase: "relations",
  needs: [],
  says: "An identifier that names no CVM changes no other CVM's item, and nothing is processed for it.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult: an item is one CVM's result, whatever else the request names.",
  missing: "Needs an answer with an item to a list of names: let the key's workspace hold a CVM.",
  kills: ["unknown-id-empties-the-answer", "unknown-id-ends-the-list", "unknown-id-is-the-first-cvm"],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 6 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .record({
        names,
        unknown: fc.constantFrom(...UNKNOWN_NAMES),
        at: fc.nat(6),
        options: someOptions("running_only", "missing_only", "overwrite"),
      })
      .map(({ names: list, unknown, at, options }) => {
        const plain = preview({ cvm_ids: list, ...options });
        return [plain, preview({ cvm_ids: list.toSpliced(at, 0, unknown), ...options }), plain];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, between, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || between === undefined || after === undefined)
      return notExercised;
    if (comparison.answers.some(({ isCut }) => isCut) || before.items.size === 0) return notExercised;
    const [, options] = readings.map(refreshOptions);
    // It may get an item of its own, as long as that is of no other CVM and says that nothing was done.
    const isOwn = (item: RefreshItem): boolean =>
      (item.status === "skipped" || item.status === "error") &&
      (!isOfCvm(item) || options?.cvmIds?.some((name) => Number(name) === item.cvmId) === true);
    const others = new Map([...between.items].filter(([name, item]) => before.items.has(name) || !isOwn(item)));
    return judgeDifference(
      itemsDifference(before.items, others, after.items, comparison.open),
      (part) => `Adding an identifier that names no CVM changed ${part}.`,
      "as without it",
    );
  },
  holds: [
    [
      alone,
      answered(asked("7", "1999999999"), {
        json: exampleAnswer([seven, exampleItem({ cvm_id: 1_999_999_999, reason: "not_found" })]),
      }),
      alone,
    ],
    [alone, answered(joined, { json: exampleAnswer([seven, stranger]) }), alone],
    [alone, answered(joined, { json: exampleAnswer([seven, { ...stranger, status: "error" }]) }), alone],
    [alone, answered(joined, { json: exampleAnswer([seven]) }), alone],
    [alone, answered(joined, { json: exampleAnswer([stranger]) }), answered(asked("7"), { json: exampleAnswer([]) })],
  ],
  broken: [
    [alone, answered(joined, { json: exampleAnswer([seven, exampleItem({ cvm_id: 8 })]) }), alone],
    [alone, answered(joined, { json: exampleAnswer([stranger]) }), alone],
    [alone, answered(joined, { json: exampleAnswer([{ ...seven, status: "error" }, stranger]) }), alone],
    [
      alone,
      answered(joined, {
        json: exampleAnswer([
          seven,
          { ...stranger, status: "updated", source: "gateway", new_instance_id: a, reason: null },
        ]),
      }),
      alone,
    ],
  ],
});
