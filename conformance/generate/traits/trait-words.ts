import type { Trait, TraitKind } from "./trait.ts";

type Words = (which: string) => string;

const OF_THE_REQUEST: Partial<Record<TraitKind, Words>> = {
  "other-method": (method) => `the method ${method}`,
  "other-path": (path) => `the path ${path}`,
  "other-header": (name) => `the header ${name}`,
  "other-content-type": (type) => (type === "" ? "an empty content type" : `the content type ${type}`),
  "no-content-type": () => "no content type",
  key: (name) => (name === "bad" ? "a key that nobody has" : `the ${name} key`),
  "no-body": () => "no body",
  damaged: (damage) => `a damaged body (${damage.replaceAll("-", " ")})`,
  spelled: (spelling) => `another spelling of the same JSON (${spelling})`,
  writes: () => "leave to write (no `dry_run`)",
};

const OF_A_VALUE: Partial<Record<TraitKind, Words>> = {
  default: () => "given, with its default",
  given: () => "other than its default",
  null: () => "null",
  "wrong-type": (type) => `of the wrong type (${type})`,
  "at-a-bound": (bound) => `at its ${bound}`,
  below: () => "below its minimum",
  above: () => "above its maximum",
  "beyond-16-bits": () => "beyond 16 bits",
  "beyond-32-bits": () => "beyond 32 bits",
  count: (count) => `with ${count} ${count === "1" ? "entry" : "entries"} or more`,
  twice: () => "with an entry twice",
  unknown: () => "with a member that the contract does not know",
  empty: () => "empty",
  blank: () => "blank",
  "null-character": () => "with a null character",
  "control-character": () => "with a control character",
  "invisible-character": () => "with an invisible character",
  percent: () => "with a percent sign",
  quote: () => "with a single quote",
  "double-quote": () => "with a double quote",
  backslash: () => "with a backslash",
  "other-sign": () => "with a sign such as / or ;",
  "beyond-ascii": () => "with a character beyond ASCII",
  long: () => "of more than 255 characters",
  negative: () => "a negative number",
  "beyond-64-bits": () => "a number beyond 64 bits",
  "odd-number": () => "a number in another spelling (such as 1e3)",
  "word-of-a-language": () => "a word of a programming language (such as __proto__)",
  identifier: () => "formed like an identifier",
};

const placeName = (at: string): string => {
  if (at === "") return "the body";
  if (at === "(name)") return "its name";
  return at.endsWith("[]") ? `an entry of \`${at.slice(0, -2)}\`` : `\`${at}\``;
};

/** What another trait of the same place says too is left out: of several counts that a list reaches the greatest says it all. */
const isTold = ({ kind, at, which }: Trait, traits: readonly Trait[]): boolean => {
  if (kind === "given")
    return !traits.some((other) => other.at === `${at}[]` || (other.at === at && other.kind !== kind));
  if (kind !== "count") return true;
  if (which === "1" && traits.some((other) => other.at === `${at}[]`)) return false;
  return !traits.some((other) => other.kind === kind && other.at === at && Number(other.which) > Number(which));
};

/** What a request has in it, a phrase for each place of it, such as "`overwrite` other than its default". */
export const traitWords = (traits: readonly Trait[]): readonly string[] => {
  const phrases = new Map<string, string[]>();
  const words: string[] = [];
  for (const trait of traits.filter((one) => isTold(one, traits))) {
    const { kind, at, which = "" } = trait;
    const ofRequest = OF_THE_REQUEST[kind]?.(which);
    if (ofRequest !== undefined) words.push(ofRequest);
    else phrases.set(at, [...(phrases.get(at) ?? []), OF_A_VALUE[kind]?.(which) ?? kind]);
  }
  return [...words, ...[...phrases].map(([at, own]) => `${placeName(at)} ${own.join(" and ")}`)];
};
