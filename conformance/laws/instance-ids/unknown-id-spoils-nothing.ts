import fc from "fast-check";
import { judged, notExercised } from "../../cases/judgement.ts";
import { thinnedList } from "../../generate/thinned-list.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { previewOf } from "./asking/preview-of.ts";
import { someOptions } from "./asking/some-options.ts";
import { freshHex, unknownNames } from "./asking/unknown-names.ts";
import { variedNames } from "./asking/varied-names.ts";
import { comparisonOf, itemsDifference } from "./reading/compared-items.ts";
import { cvmsNamed } from "./reading/cvms-named.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { judgeDifference } from "./reading/judge-difference.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

/** So many more made-up names there are now and then: a server may have a limit of its own on what it looks at. */
const MANY = 130;
const manyIndexes = thinnedList(fc.constant(Array.from({ length: MANY }, (_, index) => index)), 0);

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

const { a } = exampleIds;

const asked = (...names: readonly string[]) => ({ json: { dry_run: true, cvm_ids: names } });
const seven = exampleItem();
const stranger = exampleItem({ cvm_id: 0, identifier: "no-such-cvm", reason: "not_found" });
const plain = answered(asked("7"), { json: exampleAnswer([seven]) });
const joined = asked("7", "no-such-cvm");
const unknown = answered(asked("no-such-cvm"), { json: exampleAnswer([stranger]) });
const unheardOf = answered(asked("no-such-cvm-2"), { json: exampleAnswer([]) });
const asEight = (name: string) =>
  answered(asked(name), { json: exampleAnswer([exampleItem({ cvm_id: 8, identifier: name })]) });
const echo = exampleItem({ cvm_id: 1_999_999_999, reason: "not_found" });

export default defineRelation({
  id: "unknown-id-spoils-nothing",
  level: "must",
  phase: "relations",
  needs: [],
  says: "An identifier that names no CVM changes no other CVM's item, and nothing is processed for it. Whether it names one is asked first.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult: an item is one CVM's result, whatever else the request names.",
  missing:
    "Needs an answer with an item to a list of names, as can be had of a sound server where the key's workspace holds a CVM.",
  kills: [
    "unknown-id-empties-the-answer",
    "unknown-id-ends-the-list",
    "ids-cut-at-50",
    "unknown-id-is-the-first-cvm",
    "identifiers-shifted-by-unknown",
  ],
  propose: (context) => {
    const names = variedNames(context.knowledge, { minLength: 1, maxLength: 6 });
    if (names === null) return null;
    const preview = previewOf(context);
    return fc
      .record({
        names,
        unknown: unknownNames,
        at: fc.nat(6),
        hex: freshHex,
        more: fc.oneof(
          { weight: 2, arbitrary: fc.constant<readonly number[]>([]) },
          { weight: 1, arbitrary: manyIndexes },
        ),
        options: someOptions("running_only", "missing_only", "overwrite"),
      })
      .map(({ names: list, unknown, at, hex, more, options: chosen }) => {
        const others = more.map((index) => `no-such-cvm-${hex}-${index}`);
        const isCut = list.length + others.length >= DEFAULT_LIMIT;
        const options = isCut ? { ...chosen, limit: MAX_LIMIT } : chosen;
        const plain = preview({ cvm_ids: list, ...options });
        const alone = (name: string) => preview({ cvm_ids: [name], ...filtersOff });
        const joined = preview({ cvm_ids: [...others, ...list.toSpliced(at, 0, unknown.name)], ...options });
        return [alone(unknown.name), plain, joined, plain, alone(unknown.twin)];
      });
  },
  judge: ([alone, ...readings]) => {
    const [known, twins] = [alone, readings.pop()].map(cvmsNamed);
    if (known == null || twins == null) return notExercised;
    const [both] = known.intersection(twins);
    if (both !== undefined)
      return judged([
        {
          message: `CVM ${both} is answered to two identifiers of one kind, both made up.`,
          expected: "no CVM that has both names",
          actual: `CVM ${both} for either`,
          discriminator: "made up",
        },
      ]);
    // A CVM goes by the name: it is as good as any other.
    if (known.size > 0) return notExercised;
    const comparison = comparisonOf(readings);
    const [before, between, after] = comparison?.answers ?? [];
    if (comparison === null || before === undefined || between === undefined || after === undefined)
      return notExercised;
    if (comparison.answers.some(({ isCut }) => isCut) || before.items.size === 0) return notExercised;
    const [without, options] = readings.map(refreshOptions);
    const count = (options?.cvmIds?.length ?? 0) - (without?.cvmIds?.length ?? 0);
    const what = count === 1 ? "an identifier that names" : `${count} identifiers that name`;
    const isIdle = ({ status }: RefreshItem): boolean => status === "skipped" || status === "error";
    // It may get an item of its own, as long as that is of no other CVM and says that nothing was done.
    const isOwn = (item: RefreshItem): boolean =>
      isIdle(item) && (!isOfCvm(item) || options?.cvmIds?.some((name) => Number(name) === item.cvmId) === true);
    const added = [...between.items].filter(([name]) => !before.items.has(name) && !after.items.has(name));
    const busy = added.find(([name, item]) => !isOfCvm(item) && !isIdle(item) && !comparison.open.has(name));
    if (busy !== undefined)
      return judged([
        {
          message: `${busy[0]} names no CVM, and its item is ${busy[1].status}.`,
          expected: "skipped or error, or no item",
          actual: busy[1].status,
          discriminator: "unknown processed",
        },
      ]);
    const others = new Map([...between.items].filter(([name, item]) => before.items.has(name) || !isOwn(item)));
    return judgeDifference(
      itemsDifference(before.items, others, after.items, comparison.open),
      (part) => `Adding ${what} no CVM changed ${part}.`,
      `as without ${count === 1 ? "it" : "them"}`,
    );
  },
  holds: [
    [
      answered(asked("1999999999"), { json: exampleAnswer([echo]) }),
      plain,
      answered(asked("7", "1999999999"), { json: exampleAnswer([seven, echo]) }),
      plain,
      unheardOf,
    ],
    [unknown, plain, answered(joined, { json: exampleAnswer([seven, stranger]) }), plain, unheardOf],
    [
      unknown,
      plain,
      answered(joined, { json: exampleAnswer([seven, { ...stranger, status: "error" }]) }),
      plain,
      unheardOf,
    ],
    [unknown, plain, answered(joined, { json: exampleAnswer([seven]) }), plain, unheardOf],
    // CVM 7 is gone.
    [
      unknown,
      plain,
      answered(joined, { json: exampleAnswer([stranger]) }),
      answered(asked("7"), { json: exampleAnswer([]) }),
      unheardOf,
    ],
    // A CVM goes by that name.
    [
      asEight("no-such-cvm"),
      plain,
      answered(joined, { json: exampleAnswer([seven, exampleItem({ cvm_id: 8 })]) }),
      plain,
      unheardOf,
    ],
  ],
  broken: [
    [unknown, plain, answered(joined, { json: exampleAnswer([seven, exampleItem({ cvm_id: 8 })]) }), plain, unheardOf],
    [unknown, plain, answered(joined, { json: exampleAnswer([stranger]) }), plain, unheardOf],
    [
      unknown,
      plain,
      answered(joined, { json: exampleAnswer([{ ...seven, status: "error" }, stranger]) }),
      plain,
      unheardOf,
    ],
    [
      unknown,
      plain,
      answered(joined, {
        json: exampleAnswer([
          seven,
          { ...stranger, status: "updated", source: "gateway", new_instance_id: a, reason: null },
        ]),
      }),
      plain,
      unheardOf,
    ],
    [
      asEight("no-such-cvm"),
      plain,
      answered(joined, { json: exampleAnswer([seven, exampleItem({ cvm_id: 8 })]) }),
      plain,
      asEight("no-such-cvm-2"),
    ],
  ],
});
