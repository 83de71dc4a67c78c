import fc from "fast-check";
import { judged, notExercised } from "../../cases/judgement.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, type ItemsByName, itemsDifference } from "./reading/compared-items.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import { resolvedNames } from "./reading/names.ts";
import { type RefreshOptions, refreshOptions } from "./reading/refresh-options.ts";

/** Whether the name that a request gives more than once is seen to have named a CVM. */
const isResolved = (repeating: RefreshOptions | null | undefined, items: ItemsByName): boolean => {
  const names = repeating?.cvmIds ?? [];
  const [twice] = names.filter((name, index) => names.indexOf(name) !== index);
  return twice !== undefined && resolvedNames(new Set([twice]), [...items.values()].filter(isOfCvm)).size > 0;
};

const asked = (...names: readonly string[]) => ({ json: { dry_run: true, cvm_ids: names } });
const tight = (...names: readonly string[]) => ({ json: { dry_run: true, cvm_ids: names, limit: 2 } });
const seven = exampleItem();
const eight = exampleItem({ cvm_id: 8, reason: "not_running" });
const stranger = exampleItem({ cvm_id: 0, identifier: "3F0C", reason: "not_found" });
const once = answered(asked("7", "8"), { json: exampleAnswer([seven, eight]) });
const twice = asked("7", "8", "7");

export default defineRelation({
  id: "repeating-an-id-changes-nothing",
  level: "must",
  phase: "relations",
  needs: [],
  says: "Naming a CVM once more in `cvm_ids` changes no item, nor `total`.",
  source:
    "openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids: it says which CVMs, and a CVM is named or not.",
  missing:
    "Needs an answer with an item to a list of names, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: [
    "repeated-id-drops-the-cvm",
    "repeated-ids-counted",
    "limit-cuts-names-before-merging",
    "identifiers-shifted-by-repetition",
  ],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 6 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .record({
        names,
        which: fc.nat(5),
        times: fc.constantFrom(1, 2),
        isFirst: fc.boolean(),
        // As many as there are distinct names, so that a name that counts twice leaves another one out.
        isTight: fc.boolean(),
        options: someOptions("running_only", "missing_only", "overwrite"),
      })
      .map(({ names: list, which, times, isFirst, isTight, options }) => {
        const one = list.slice(which % list.length).slice(0, 1);
        const more = Array.from({ length: times }, () => one).flat();
        const members = { ...options, ...(isTight ? { limit: list.length } : {}) };
        const once = preview({ cvm_ids: list, ...members });
        return [once, preview({ cvm_ids: isFirst ? [...more, ...list] : [...list, ...more], ...members }), once];
      });
  },
  judge: (readings) => {
    const comparison = comparisonOf(readings);
    const [before, between, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || between === undefined || after === undefined)
      return notExercised;
    if (before.items.size === 0 || before.isCut || after.isCut) return notExercised;
    const [plain, repeating] = readings.map(refreshOptions);
    const more = (repeating?.cvmIds?.length ?? 0) - (plain?.cvmIds?.length ?? 0);
    // How often a name counts that names nothing is for another law to say.
    const mayCount = isResolved(repeating, before.items) ? 0 : more;
    const isCounted = between.total < before.total || between.total > before.total + mayCount;
    if (before.total === after.total && isCounted)
      return judged([
        {
          message: "Naming a CVM once more changed `total`.",
          expected: `${before.total}, as with each name once`,
          actual: String(between.total),
          discriminator: "total",
        },
      ]);
    // Names that are more than the limit may use it up before they are merged, as long as that is told.
    if (between.isCut && (repeating?.cvmIds?.length ?? 0) > (repeating?.limit ?? 0)) return notExercised;
    return judgeDifference(
      itemsDifference(before.items, between.items, after.items, comparison.open),
      (part) => `Naming a CVM once more changed ${part}.`,
      "as with each name once",
    );
  },
  holds: [
    // A spelling that the server does not know is answered as often as it is given.
    [
      answered(asked("7", "3F0C"), { json: exampleAnswer([seven, stranger]) }),
      answered(asked("7", "3F0C", "3F0C"), { json: exampleAnswer([seven, stranger, stranger]) }),
      answered(asked("7", "3F0C"), { json: exampleAnswer([seven, stranger]) }),
    ],
    // The limit was used up by names, and `total` says so.
    [
      answered(tight("7", "8"), { json: exampleAnswer([seven, eight]) }),
      answered(tight("7", "7", "8"), { json: exampleAnswer([seven], { total: 2 }) }),
      answered(tight("7", "8"), { json: exampleAnswer([seven, eight]) }),
    ],
    [once, answered(twice, { json: exampleAnswer([eight, seven]) }), once],
    [
      once,
      answered(twice, { json: exampleAnswer([eight]) }),
      answered(asked("7", "8"), { json: exampleAnswer([eight]) }),
    ],
  ],
  broken: [
    [
      answered(asked("7", "3F0C"), { json: exampleAnswer([seven, stranger]) }),
      answered(asked("7", "3F0C", "3F0C"), { json: exampleAnswer([seven, stranger], { total: 4 }) }),
      answered(asked("7", "3F0C"), { json: exampleAnswer([seven, stranger]) }),
    ],
    [
      answered(tight("7", "8"), { json: exampleAnswer([seven, eight]) }),
      answered(tight("7", "7", "8"), { json: exampleAnswer([seven]) }),
      answered(tight("7", "8"), { json: exampleAnswer([seven, eight]) }),
    ],
    [once, answered(twice, { json: exampleAnswer([seven, eight], { total: 3 }) }), once],
    [once, answered(twice, { json: exampleAnswer([eight, { ...seven, status: "error" }]) }), once],
    [once, answered(twice, { json: exampleAnswer([eight], { total: 2 }) }), once],
  ],
});
