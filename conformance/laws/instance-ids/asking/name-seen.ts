import fc from "fast-check";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { type NameForm, nameInForm } from "./name-form.ts";

/** A seen CVM and the identifier that a request names it by. */
export interface NamedCvm {
  readonly cvm: SeenCvm;
  readonly name: string;
}

const kindOf = ({ status, source, reason, oldInstanceId }: SeenCvm): string =>
  JSON.stringify([status, source, reason, oldInstanceId === null]);

/** One of them, each kind of answer as likely as the others, however many CVMs are of that kind. */
const anyOfEachKind = (cvms: readonly SeenCvm[]): fc.Arbitrary<SeenCvm> => {
  const kinds = new Map<string, SeenCvm[]>();
  for (const cvm of cvms) {
    const kind = kinds.get(kindOf(cvm)) ?? [];
    kind.push(cvm);
    kinds.set(kindOf(cvm), kind);
  }
  return fc.oneof(...[...kinds.values()].map((kind) => fc.constantFrom(...kind)));
};

/** The forms that every server knows come most often, the plainest first. */
const LASTING_FORMS: readonly NameForm[] = [
  "number",
  "number",
  "number",
  "identifier",
  "identifier",
  "identifier",
  "dashless",
  "upper-case",
];

const named = (cvms: fc.Arbitrary<SeenCvm>, forms: readonly NameForm[]): fc.Arbitrary<NamedCvm> =>
  fc.tuple(cvms, fc.constantFrom(...forms)).map(([cvm, form]) => ({ cvm, name: nameInForm(form, cvm) }));

/** What to name: at least one CVM among `wanted`, and at most `others` more among `seen`. */
export interface NameSeenOptions {
  readonly wanted: readonly SeenCvm[];
  readonly seen: readonly SeenCvm[];
  readonly others: number;
  /** Now and then by the stored instance id too: a name that a write can take away. */
  readonly isByInstanceIdToo?: true;
}

/** Names of a few seen CVMs, each CVM once, or null where none is wanted. */
export const nameSeen = (options: NameSeenOptions): fc.Arbitrary<readonly NamedCvm[]> | null => {
  const { wanted, seen, others, isByInstanceIdToo } = options;
  if (wanted.length === 0) return null;
  const forms: readonly NameForm[] = isByInstanceIdToo ? [...LASTING_FORMS, "instance-id"] : LASTING_FORMS;
  const rest = seen.length === 0 ? fc.constant([]) : fc.array(named(anyOfEachKind(seen), forms), { maxLength: others });
  const lists = fc
    .tuple(named(anyOfEachKind(wanted), forms), rest)
    .map(([first, more]) =>
      [first, ...more].filter(
        ({ cvm }, index, all) => all.findIndex((other) => other.cvm.cvmId === cvm.cvmId) === index,
      ),
    );
  return thinnedList(lists, 1);
};
