import fc from "fast-check";
import { notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { judgeDifference } from "./reading/judge-difference.ts";

const { a } = exampleIds;
const asked = (...names: readonly string[]) => ({ json: { dry_run: true, cvm_ids: names } });
const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8, identifier: "9d1a4c1e-77aa-4f6e-8a55-2f6a40a0b1c2", reason: "not_running" });
const gets = { status: "updated", source: "teepod_state", new_instance_id: a, reason: null } as const;
const misses = { ...gets, status: "conflict", reason: "instance_id_in_use" } as const;
const forth = answered(asked("7", "8"), { json: exampleAnswer([seven, eight]) });
const rivals = answered(asked("7", "8"), {
  json: exampleAnswer([exampleItem(gets), exampleItem({ ...misses, cvm_id: 8 })]),
});

export default defineRelation({
  id: "order-of-ids-is-irrelevant",
  level: "must",
  phase: "relations",
  needs: [],
  says: "The order of `cvm_ids` changes neither which CVMs are answered nor how, while the limit does not cut.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: it says which CVMs, and nothing of an order. Rivals for one instance id are left aside.",
  missing:
    "Needs an answer with two items to a list of names, as can be had of a sound server where the key's workspace holds two CVMs.",
  kills: ["last-id-lost", "ids-cut-at-20", "status-asked-of-first-node-alone", "identifiers-zipped", "uuids-zipped"],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 2, maxLength: 8, most: 60 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc.tuple(names, someOptions("running_only", "missing_only", "overwrite")).map(([list, options]) => {
      const forwards = preview({ cvm_ids: list, ...options });
      return [forwards, preview({ cvm_ids: list.toReversed(), ...options }), forwards];
    });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, between, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || between === undefined || after === undefined)
      return notExercised;
    if (comparison.answers.some(({ isCut }) => isCut) || before.items.size < 2) return notExercised;
    return judgeDifference(
      itemsDifference(before.items, between.items, after.items, comparison.open),
      (part) => `Another order of the same \`cvm_ids\` changed ${part}.`,
      "as in the first order",
    );
  },
  holds: [
    [forth, answered(asked("8", "7"), { json: exampleAnswer([eight, seven]) }), forth],
    [
      rivals,
      answered(asked("8", "7"), { json: exampleAnswer([exampleItem({ ...gets, cvm_id: 8 }), exampleItem(misses)]) }),
      rivals,
    ],
    [
      forth,
      answered(asked("8", "7"), { json: exampleAnswer([eight]) }),
      answered(asked("7", "8"), { json: exampleAnswer([eight]) }),
    ],
    [forth, answered(asked("8", "7"), { json: exampleAnswer([eight], { total: 2 }) }), forth],
  ],
  broken: [
    [
      forth,
      answered(asked("8", "7"), {
        json: exampleAnswer([
          { ...seven, identifier: "9d1a4c1e-77aa-4f6e-8a55-2f6a40a0b1c2" },
          { ...eight, identifier: "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11" },
        ]),
      }),
      forth,
    ],
    [forth, answered(asked("8", "7"), { json: exampleAnswer([eight]) }), forth],
    [forth, answered(asked("8", "7"), { json: exampleAnswer([{ ...eight, status: "error" }, seven]) }), forth],
  ],
});
