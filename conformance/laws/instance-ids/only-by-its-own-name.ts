import fc from "fast-check";
import type { JsonObject } from "../../../contract/index.ts";
import { held, judged, notExercised, type Violation } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { filtersOff } from "./asking/filters-off.ts";
import { likeNames } from "./asking/like-names.ts";
import { previewOf } from "./asking/preview-of.ts";
import { seenBy } from "./asking/seen-by.ts";
import { answeredCvms } from "./reading/answered-cvms.ts";
import { isNamed, isProcessed } from "./reading/item-words.ts";
import { type LikenessKind, likenessOf } from "./reading/likeness-of.ts";
import type { RefreshItem } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const namesIn = (reading: Reading): readonly string[] => refreshOptions(reading)?.cvmIds ?? [];

/** Whether an item speaks of the CVM that another one is of, and does not merely give back a number that was read in a name. */
const isOfSame = (item: RefreshItem | undefined, { status, reason }: RefreshItem): boolean =>
  item !== undefined &&
  (isProcessed(item) ||
    isNamed(item.oldInstanceId) ||
    isNamed(item.newInstanceId) ||
    (item.status === status && item.reason === reason));

/** What else a server takes for a number, and whether it knows a name by its beginning, is for it to say; no client writes a number as a literal. */
const levelOf = (kind: LikenessKind): Pick<Violation, "level"> => {
  if (kind === "same-number") return { level: "should" };
  return kind === "same-value" || kind === "beginning" ? { level: "reference" } : {};
};

/** `likes`: what was sent, the one that the CVM is answered to alone where the answer tells. */
const violation = (name: string, likes: readonly string[], cvm: string): Violation => {
  const [like = ""] = likes;
  const kinds = new Set(likes.map((one) => likenessOf(name, one)));
  const [kind = "altered"] = kinds;
  const isOne = likes.length === 1;
  return {
    message: isOne
      ? `${cvm} is answered to ${jsonLine(like)}, which is not its name.`
      : `${cvm} is answered to one of ${likes.length} names, none of which is its own.`,
    expected: `no item of ${cvm}, whose name is ${jsonLine(name)}`,
    actual: isOne ? `its item, as if ${jsonLine(name)} had been sent` : `its item, for one of ${jsonLine(likes)}`,
    discriminator: kinds.size === 1 ? kind : "several",
    ...levelOf(kind),
  };
};

const found = exampleItem({ status: "updated", source: "gateway", new_instance_id: exampleIds.a, reason: null });
const askAll = (names: readonly string[], ...items: readonly JsonObject[]) =>
  answered({ json: { cvm_ids: names, ...filtersOff, dry_run: true } }, { json: exampleAnswer(items) });
const ask = (name: string, item: JsonObject | null = found) =>
  answered(
    { json: { cvm_ids: [name], ...filtersOff, dry_run: true } },
    { json: exampleAnswer(item === null ? [] : [{ ...item, identifier: name }]) },
  );
const nobody = exampleItem({ cvm_id: 0, reason: "not_found" });
const uuid = "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11";

export default defineRelation({
  id: "only-by-its-own-name",
  level: "must",
  phase: "relations",
  needs: [],
  says: "A CVM is not answered to a name that is only like its own: with letters before or behind it, a number beside it or more by 2^32, another sign, a digit changed. Another spelling of its number, in hex, with an exponent or in the digits of another script, should not name it either. Blanks around it, leading zeros, a plus sign and the case of letters are for the server to read or not, and so is its beginning.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/identifier: an item's identifier is its CVM's, not one that begins like it.",
  missing:
    "Needs a CVM that the key sees and that answers to its cvm_id, as can be had of a sound server where the key's workspace holds one.",
  kills: [
    "number-read-as-far-as-it-goes",
    "number-wraps-at-32-bits",
    "number-wraps-at-64-bits",
    "absent-number-means-the-next",
    "absent-number-means-the-last",
    "minus-sign-ignored",
    "plus-sign-ignored",
    "blanks-around-a-number-ignored",
    "fraction-cut-off",
    "digits-found-anywhere",
    "uuid-found-in-longer-text",
    "uuid-compared-by-its-first-group",
    "uuid-by-its-beginning",
    "wildcard-in-uuid-understood",
    "number-in-any-base",
    "number-by-column-affinity",
    "number-in-digits-of-any-script",
    "number-wraps-when-out-of-range",
  ],
  propose: (context) => {
    const { knowledge } = context;
    const names = likeNames(seenBy(knowledge), [...knowledge.seen.values()].flat());
    if (names === null) return null;
    const preview = previewOf(context);
    // Nearly always off; each comes back where a smaller request shows the same.
    const isOff = fc.nat({ max: 9 }).map((lot) => lot > 0);
    return fc.tuple(names, isOff, isOff).map(([{ name, lists }, runningOff, missingOff]) => {
      const filters = {
        ...(runningOff ? { running_only: false } : {}),
        ...(missingOff ? { missing_only: false } : {}),
      };
      return [[name], ...lists].map((list) => preview({ cvm_ids: list, ...filters }));
    });
  },
  judge: ([own, ...others]) => {
    if (own === undefined || others.length === 0) return notExercised;
    const [[name, second], answer] = [namesIn(own), answeredCvms(own)];
    const [first] = others;
    const likes = first === undefined ? [] : namesIn(first);
    if (name === undefined || second !== undefined || answer?.items.size !== 1) return notExercised;
    if (likes.length === 0 || others.some((other) => namesIn(other).includes(name))) return notExercised;
    const answers = others.map(answeredCvms).filter((other) => other !== null);
    if (answers.length < others.length) return notExercised;
    // One text may be the CVM's own name; two that were drawn are not both.
    const both = [...answer.items.values()].find((item) =>
      answers.every(({ items }) => isOfSame(items.get(item.cvmId), item)),
    );
    if (both === undefined) return held;
    const told = answers[0]?.items.get(both.cvmId)?.identifier;
    return judged([violation(name, told !== undefined && likes.includes(told) ? [told] : likes, `CVM ${both.cvmId}`)]);
  },
  holds: [
    [ask("7"), ask("7x", nobody), ask("7y", nobody)],
    [ask("7"), ask("7x", null), ask("7y", null)],
    // A CVM goes by that name, this one or another.
    [ask("7"), ask("7x"), ask("7y", nobody)],
    [ask("7"), ask("8", { ...found, cvm_id: 8 }), ask("9", { ...found, cvm_id: 9 })],
    // A number that was read in the name, and nothing of the CVM.
    [ask("7"), ask("-7", { ...nobody, cvm_id: 7 })],
  ],
  broken: [
    [
      ask("1001", { ...found, cvm_id: 1001 }),
      ask("0x3e9", { ...found, cvm_id: 1001 }),
      ask("0X03e9", { ...found, cvm_id: 1001 }),
    ],
    [
      ask("7"),
      askAll(["7x", "-7"], { ...nobody, identifier: "7x" }, { ...found, identifier: "-7" }),
      askAll(["7y", "-7"], { ...nobody, identifier: "7y" }, { ...found, identifier: "-7" }),
    ],
    [
      ask("7"),
      askAll(["7x", "-7"], { ...found, identifier: "web" }),
      askAll(["7y", "-7"], { ...found, identifier: "web" }),
    ],
    [ask("7"), ask("7x"), ask("7y")],
    [ask("7"), ask("-7")],
    [ask("7"), ask("4294967303"), ask("12884901895")],
    [ask("7", exampleItem()), ask("7x", exampleItem()), ask("7y", exampleItem())],
    [ask("7"), ask("+7")],
    [ask(uuid), ask(uuid.slice(0, 8)), ask(uuid.slice(0, 13))],
    [ask(uuid), ask(`${uuid.slice(0, 28)}%`), ask(`${uuid.slice(0, 30)}%`)],
  ],
});
