import fc from "fast-check";
import { notExercised } from "../../cases/judgement.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
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
const eight = exampleItem({ cvm_id: 8, source: "teepod_info", status: "error", reason: "invalid_instance_id" });
const sevenAs = (identifier: string) => ({ ...seven, identifier });
const eightAs = (identifier: string) => ({ ...eight, identifier });
const whole = answered(asked("7", "8"), { json: exampleAnswer([seven, eight]) });
const left = answered(asked("7"), { json: exampleAnswer([seven]) });
const right = answered(asked("8"), { json: exampleAnswer([eight]) });
const gets = { status: "updated", source: "teepod_state", new_instance_id: a, reason: null } as const;
const misses = { ...gets, status: "conflict", reason: "instance_id_in_use" } as const;
const rivals = answered(asked("7", "8"), {
  json: exampleAnswer([exampleItem(gets), exampleItem({ ...misses, cvm_id: 8 })]),
});

export default defineRelation({
  id: "split-equals-whole",
  level: "must",
  phase: "relations",
  needs: [],
  says: "Two halves of `cvm_ids`, each in a request of its own, give together the items that the whole list gives.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult: an item is one CVM's result. Rivals for one instance id, and what the gateway offers to several, are left aside.",
  missing:
    "Needs an answer with two items to a list of names, as can be had of a sound server where the key's workspace holds two CVMs.",
  kills: [
    "teepod-failure-fails-the-batch",
    "gateway-failure-spreads",
    "last-id-lost",
    "ids-cut-at-20",
    "only-first-three-verified",
    "uuids-zipped",
  ],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 2, maxLength: 8, most: 60 });
    if (names === null) return null;
    const preview = previewOf(context);
    // A name stays in its half while others are left out.
    const sided = names.map((list) =>
      list.map((name, index) => ({ name, isFirst: index < Math.ceil(list.length / 2) })),
    );
    const halves = thinnedList(sided, 2).filter(
      (list) => list.some(({ isFirst }) => isFirst) && list.some(({ isFirst }) => !isFirst),
    );
    return fc.tuple(halves, someOptions("running_only", "missing_only", "overwrite")).map(([list, options]) => {
      const send = (part: typeof list) => preview({ cvm_ids: part.map(({ name }) => name), ...options });
      const whole = send(list);
      return [whole, send(list.filter(({ isFirst }) => isFirst)), send(list.filter(({ isFirst }) => !isFirst)), whole];
    });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, first, second, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || first === undefined || second === undefined) return notExercised;
    if (after === undefined || comparison.answers.some(({ isCut }) => isCut) || before.items.size < 2)
      return notExercised;
    const together = new Map([...first.items, ...second.items]);
    return judgeDifference(
      itemsDifference(before.items, together, after.items, comparison.open),
      (part) => `Splitting \`cvm_ids\` into two requests changed ${part}.`,
      "as in the whole list",
    );
  },
  holds: [
    [whole, left, right, whole],
    [
      rivals,
      answered(asked("7"), { json: exampleAnswer([exampleItem(gets)]) }),
      answered(asked("8"), { json: exampleAnswer([exampleItem({ ...gets, cvm_id: 8 })]) }),
      rivals,
    ],
    [
      whole,
      left,
      answered(asked("8"), { json: exampleAnswer([]) }),
      answered(asked("7", "8"), { json: exampleAnswer([seven]) }),
    ],
  ],
  broken: [
    [whole, left, answered(asked("8"), { json: exampleAnswer([]) }), whole],
    [
      answered(asked("7", "8"), { json: exampleAnswer([sevenAs("8"), eightAs("7")]) }),
      answered(asked("7"), { json: exampleAnswer([sevenAs("7")]) }),
      answered(asked("8"), { json: exampleAnswer([eightAs("8")]) }),
      answered(asked("7", "8"), { json: exampleAnswer([sevenAs("8"), eightAs("7")]) }),
    ],
    [whole, left, answered(asked("8"), { json: exampleAnswer([{ ...eight, status: "skipped" }]) }), whole],
  ],
});
