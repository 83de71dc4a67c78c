import fc from "fast-check";

/** An identifier that should name no CVM, and another of its kind: no CVM can go by both. */
export interface UnknownName {
  readonly name: string;
  readonly twin: string;
}

type Spell = (hex: string) => string;

const plain: Spell = (hex) => `no-such-cvm-${hex.slice(0, 12)}`;

/** A UUIDv4 out of forty hex digits. */
export const uuidOfHex: Spell = (hex) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** A primary key that fits 32 bits. */
const number: Spell = (hex) => String(1_000_000_000 + 4 * Number.parseInt(hex.slice(0, 7), 16));

/** A number of twenty digits: too large for 64 bits. */
const hugeNumber: Spell = (hex) => `99${String(Number.parseInt(hex.slice(0, 12), 16)).padStart(18, "0")}`;

const ZEROS = "0".repeat(40);

/** How an identifier is spelled, and its twin. */
interface Kind {
  readonly name: Spell;
  readonly twin: Spell;
}

const drawn = (spell: Spell): Kind => ({ name: spell, twin: spell });

const fixed = (name: string, twin: Spell): Kind => ({ name: () => name, twin });

/** Every form of identifier, the plainest first, and some that careless readers stumble over. A fixed one may well be a CVM's. */
const KINDS: readonly Kind[] = [
  drawn(plain),
  drawn(uuidOfHex),
  drawn((hex) => hex),
  drawn((hex) => `app_${hex}`),
  drawn((hex) => `instance_${hex}`),
  drawn(number),
  drawn(hugeNumber),
  fixed(uuidOfHex(ZEROS), uuidOfHex),
  fixed(ZEROS, (hex) => hex),
  fixed(`app_${ZEROS}`, (hex) => `app_${hex}`),
  fixed(`instance_${ZEROS}`, (hex) => `instance_${hex}`),
  fixed("1999999999", number),
  fixed("", plain),
  fixed(" ", plain),
  drawn((hex) => `${plain(hex)}\u0000`),
  drawn((hex) => `${plain(hex)}%`),
  drawn((hex) => `${plain(hex)}' OR '1'='1`),
  drawn((hex) => `${plain(hex)}-${"x".repeat(300)}`),
];

/** Forty hex digits, never the same ones twice. They don't shrink: smaller digits would be likelier to name something. */
export const freshHex: fc.Arbitrary<string> = fc.noShrink(
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 }),
);

/** Identifiers that should name no CVM. Whether one does is for the server to say: ask about it before it is taken for unknown. */
export const unknownNames: fc.Arbitrary<UnknownName> = fc
  .tuple(fc.constantFrom(...KINDS), freshHex, freshHex)
  .map(([kind, hex, otherHex]) => ({ name: kind.name(hex), twin: kind.twin(otherHex) }));
