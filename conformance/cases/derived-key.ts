import { headerWithKey, inShellQuotes, type KeyHeader, USUAL_KEY_HEADER } from "./key-header.ts";

/** Shorter keys are no secret worth the name, and what is made of one is hidden nowhere. */
const SHORTEST_KEY = 8;

/** One way to make, of a key that is right, what no key should be taken for. */
interface Derivation {
  /** What it is, for people. */
  readonly says: string;
  /** The header that carries it: that of keys, in which it stands in the key's place, or another, whose value it is. */
  readonly header: "key" | "authorization";
  /** What is made of the key, or null where this key gives nothing that is sure to be another. */
  readonly make: (key: string) => string | null;
  /** An expression of a POSIX shell, within double quotes, that makes the same of the key in a variable. */
  readonly shell: (variable: string) => string;
}

/** What follows the padding of Base64 some of its readers pass over: then nothing at the end of such a key tells it from another. */
const unlessPadded = (key: string, value: string): string | null => (key.endsWith("=") ? null : value);

/**
 * Two characters that differ in the first of the six bits which they have in Base64 (`A` and `x`): the last bits of a key's last
 * character may stand for nothing there.
 */
const otherThan = (char: string): string => (/[A-Za-f]/.test(char) ? "x" : "A");

const ofVariable = (filter: string) => (variable: string) => `$(printf %s "$${variable}" | ${filter})`;

/** Replaces the character where `pattern` says, as `otherThan` does. Without the C locale a range of letters may hold those of both cases. */
const replacing = (before: string, after: string): string =>
  `LC_ALL=C sed -e 's/${before}[A-Za-f]${after}/x/' -e t -e 's/${before}.${after}/A/'`;

const swappedCase = (key: string): string =>
  key.replaceAll(/[A-Za-z]/g, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );

const halfOf = (key: string): string => key.slice(0, Math.max(SHORTEST_KEY, Math.floor(key.length / 2)));

/** A member's key in a scheme of the Authorization header; without a scheme where that is "". */
const inAuthorization = (says: string, before: string): Derivation => ({
  says,
  header: "authorization",
  make: (key) => `${before}${key}`,
  shell: (variable) => `${before}$${variable}`,
});

const derivations = {
  "empty-key": { says: "an empty key", header: "key", make: () => "", shell: () => "" },
  "member-key-and-more": {
    says: "a member's key with two letters after it",
    header: "key",
    make: (key) => unlessPadded(key, `${key}xx`),
    shell: (variable) => `\${${variable}}xx`,
  },
  "more-and-member-key": {
    says: "a member's key with two letters before it",
    header: "key",
    make: (key) => `xx${key}`,
    shell: (variable) => `xx$${variable}`,
  },
  "member-key-but-its-end": {
    says: "a member's key without its last character",
    header: "key",
    make: (key) => unlessPadded(key, key.slice(0, -1)),
    shell: (variable) => `\${${variable}%?}`,
  },
  "member-key-halved": {
    says: "the first half of a member's key, or the first eight characters where that is more",
    header: "key",
    make: halfOf,
    shell: ofVariable(
      `awk '{ n = int(length($0) / 2); print substr($0, 1, n < ${SHORTEST_KEY} ? ${SHORTEST_KEY} : n) }'`,
    ),
  },
  "member-key-with-another-end": {
    says: "a member's key with its last character changed",
    header: "key",
    make: (key) => unlessPadded(key, `${key.slice(0, -1)}${otherThan(key.slice(-1))}`),
    shell: ofVariable(replacing("", "$")),
  },
  "member-key-with-another-start": {
    says: "a member's key with its first character changed",
    header: "key",
    make: (key) => `${otherThan(key.slice(0, 1))}${key.slice(1)}`,
    shell: ofVariable(replacing("^", "")),
  },
  "member-key-in-another-case": {
    says: "a member's key with small letters for capitals and capitals for small ones",
    header: "key",
    make: swappedCase,
    shell: ofVariable("LC_ALL=C tr A-Za-z a-zA-Z"),
  },
  "member-key-as-bearer": inAuthorization("a member's key as a Bearer token", "Bearer "),
  "member-key-without-scheme": inAuthorization("a member's key in Authorization, without a scheme", ""),
  "member-key-in-no-scheme": inAuthorization(
    "a member's key in Authorization, in a scheme that there is not",
    "No-Such-Scheme ",
  ),
} as const satisfies Readonly<Record<string, Derivation>>;

/** The name of what is made of a member's key, by how it is made: the text itself is as secret as the key. */
export type DerivedKeyName = keyof typeof derivations;

const isName = (name: string): name is DerivedKeyName => Object.hasOwn(derivations, name);

/** All names of derived keys. */
export const derivedKeyNames: readonly DerivedKeyName[] = Object.freeze(Object.keys(derivations).filter(isName));

/** Whether a credential is made of a member's key. */
export const isDerivedKey = (credential: string): credential is DerivedKeyName => isName(credential);

/** Whether what is made of a member's key has the whole key in it, and is not the empty one, so that a server may well take it for the key. */
export const carriesMemberKey = (credential: string): boolean =>
  isDerivedKey(credential) && derivations[credential].header === "authorization";

/** What a derived key is, for people, after "somebody with". */
export const derivedKeyText = (name: DerivedKeyName): string => derivations[name].says;

/**
 * The header, name and value, that carries what is made of a member's key; null where that is the key itself, or might be read as it.
 * `keyHeader` is the one that carries keys.
 */
export const derivedKeyHeader = (
  name: DerivedKeyName,
  key: string,
  keyHeader: KeyHeader = USUAL_KEY_HEADER,
): readonly [name: string, value: string] | null => {
  const { header, make } = derivations[name];
  const made = make(key);
  if (key.length < SHORTEST_KEY || made === null) return null;
  if (made !== "" && made.length < SHORTEST_KEY) return null;
  const [ownHeader, ownValue] = headerWithKey(keyHeader, key);
  const [sentIn, value] = header === "key" ? headerWithKey(keyHeader, made) : [header, made];
  // As a Bearer token it may well be the key itself: nobody is faulted for taking it.
  const isKey = sentIn === ownHeader && value === ownValue && name !== "member-key-as-bearer";
  return isKey ? null : [sentIn, value];
};

/** The header that carries what is made of the key in a shell's variable: a text for the inside of double quotes in a POSIX shell. */
export const derivedKeyInShell = (
  name: DerivedKeyName,
  variable: string,
  keyHeader: KeyHeader = USUAL_KEY_HEADER,
): readonly [header: string, text: string] => {
  const { header, shell } = derivations[name];
  return header === "key"
    ? [keyHeader.name, inShellQuotes(keyHeader, shell(variable))]
    : ["Authorization", shell(variable)];
};

/** Texts as secret as the key that they are made of. */
export const derivedKeyTexts = (key: string): readonly string[] =>
  derivedKeyNames.flatMap((name) => {
    const value = derivedKeyHeader(name, key)?.[1];
    return value === undefined || value === "" ? [] : [value];
  });
