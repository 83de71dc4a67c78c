import { ENTITY_NAMES, type EntityNames } from "./named-entities.ts";

/** One way to read a character of a text: which it is, as a UTF-16 code unit, and where the next one begins. */
export interface CharReading {
  readonly code: number;
  readonly end: number;
}

interface NumberReading {
  readonly value: number;
  readonly end: number;
}

/** Spellings are undone that stand so many deep in each other: a percent escape in a JSON string in an HTML page is three. */
const MAX_DEPTH = 3;

/** Readings are kept so that no text takes more than linear time, and let go so that none takes more than linear memory. */
const MAX_KEPT = 50_000;

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const PLUS = 0x2b;
const APOSTROPHE = 0x27;
const SEMICOLON = 0x3b;

/** A character other than these stands for itself alone. */
export const isIntroducer = (code: number): boolean =>
  code === PERCENT || code === BACKSLASH || code === AMPERSAND || code === PLUS || code === APOSTROPHE;

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["b", 0x08],
  ["t", 0x09],
  ["n", 0x0a],
  ["f", 0x0c],
  ["r", 0x0d],
]);

const digitOf = (code: number, radix: number): number => {
  const digit = Number.parseInt(String.fromCharCode(code), radix);
  return Number.isNaN(digit) ? -1 : digit;
};

/**
 * A text whose characters may be spelled: as escapes of JSON, JavaScript and the shell (`\/`, `\u002F`, `\x2f`, `\057`, `'\''`), in percent
 * (`%2f`, UTF-8, `+` for a space) or as HTML entities (`&sol;`, `&#47;`, `&#x2f;`), and each character of a spelling again.
 */
export class SpelledText {
  readonly text: string;
  readonly #kept = new Map<number, readonly CharReading[]>();

  constructor(text: string) {
    this.text = text;
  }

  /** Every way to read the character that begins at `at`; none at the end of the text. */
  readingsAt(at: number): readonly CharReading[] {
    return this.#readingsAt(at, MAX_DEPTH);
  }

  #readingsAt(at: number, depth: number): readonly CharReading[] {
    if (at >= this.text.length) return [];
    const code = this.text.charCodeAt(at);
    const asItStands = { code, end: at + 1 };
    if (depth === 0 || !isIntroducer(code)) return [asItStands];
    const key = at * (MAX_DEPTH + 1) + depth;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const readings = [asItStands];
    const add = (reading: CharReading): void => {
      if (!readings.some(({ code: other, end }) => other === reading.code && end === reading.end))
        readings.push(reading);
    };
    for (const first of this.#readingsAt(at, depth - 1)) {
      add(first);
      for (const reading of this.#introducedBy(first, depth - 1)) add(reading);
    }
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(key, readings);
    return readings;
  }

  #introducedBy({ code, end }: CharReading, depth: number): readonly CharReading[] {
    switch (code) {
      case BACKSLASH:
        return this.#readingsAt(end, depth).flatMap((letter) => this.#afterBackslash(letter, end, depth));
      case PERCENT:
        return this.#afterPercent(end, depth);
      case AMPERSAND:
        return this.#afterAmpersand(end, depth);
      case PLUS:
        return [{ code: 0x20, end }];
      case APOSTROPHE:
        return ["\\''", "\"'\"'"].flatMap((rest) =>
          this.#endsOf(rest, end, depth).map((after) => ({ code: APOSTROPHE, end: after })),
        );
      default:
        return [];
    }
  }

  #afterBackslash(letter: CharReading, at: number, depth: number): readonly CharReading[] {
    const char = String.fromCharCode(letter.code);
    const control = CONTROLS.get(char);
    if (control !== undefined) return [{ code: control, end: letter.end }];
    if (char === "u") return this.#codes(this.#digitsAt(letter.end, 4, 16, depth));
    if (char === "x") return this.#codes(this.#digitsAt(letter.end, 2, 16, depth));
    if (digitOf(letter.code, 8) >= 0) return this.#codes(this.#digitsAt(at, 3, 8, depth));
    return /[\p{L}\p{N}]/u.test(char) ? [] : [letter];
  }

  #codes(numbers: readonly NumberReading[]): readonly CharReading[] {
    return numbers.filter(({ value }) => value <= 0xffff).map(({ value, end }) => ({ code: value, end }));
  }

  /** A byte by itself, as Latin-1 has it, and with those after it, as UTF-8 has them. */
  #afterPercent(at: number, depth: number): readonly CharReading[] {
    return this.#digitsAt(at, 2, 16, depth).flatMap(({ value, end }) => {
      const alone = { code: value, end };
      const following = value >= 0xe0 && value < 0xf0 ? 2 : 1;
      if (value < 0xc2 || value >= 0xf0) return [alone];
      let partial: readonly NumberReading[] = [{ value: value & (following === 2 ? 0x0f : 0x1f), end }];
      for (let count = 0; count < following; count += 1)
        partial = partial.flatMap((soFar) =>
          this.#readingsAt(soFar.end, depth)
            .filter(({ code }) => code === PERCENT)
            .flatMap((percent) => this.#digitsAt(percent.end, 2, 16, depth))
            .filter((byte) => byte.value >= 0x80 && byte.value < 0xc0)
            .map((byte) => ({ value: soFar.value * 64 + (byte.value & 0x3f), end: byte.end })),
        );
      return [alone, ...this.#codes(partial)];
    });
  }

  #afterAmpersand(at: number, depth: number): readonly CharReading[] {
    const decimal = this.#endsOf("#", at, depth).flatMap((digits) => this.#longestNumberAt(digits, 10, depth));
    const hex = ["#x", "#X"].flatMap((start) =>
      this.#endsOf(start, at, depth).flatMap((digits) => this.#longestNumberAt(digits, 16, depth)),
    );
    const named = this.#namesAt(at, ENTITY_NAMES, depth);
    // Browsers do without the semicolon.
    return this.#codes([...decimal, ...hex, ...named]).flatMap((reading) => [
      reading,
      ...this.#readingsAt(reading.end, depth)
        .filter(({ code }) => code === SEMICOLON)
        .map(({ end }) => ({ code: reading.code, end })),
    ]);
  }

  #namesAt(at: number, names: EntityNames, depth: number): readonly NumberReading[] {
    const longer = this.#readingsAt(at, depth).flatMap(({ code, end }) => {
      const next = names.next.get(code);
      return next === undefined ? [] : this.#namesAt(end, next, depth);
    });
    return names.code === null ? longer : [{ value: names.code, end: at }, ...longer];
  }

  #digitsAt(at: number, count: number, radix: number, depth: number): readonly NumberReading[] {
    let partial: readonly NumberReading[] = [{ value: 0, end: at }];
    for (let place = 0; place < count && partial.length > 0; place += 1)
      partial = partial.flatMap((soFar) =>
        this.#readingsAt(soFar.end, depth).flatMap(({ code, end }) => {
          const digit = digitOf(code, radix);
          return digit < 0 ? [] : [{ value: soFar.value * radix + digit, end }];
        }),
      );
    return partial;
  }

  #longestNumberAt(at: number, radix: number, depth: number): readonly NumberReading[] {
    let longest = this.#digitsAt(at, 1, radix, depth);
    for (let count = 2; count <= 8 && longest.length > 0; count += 1) {
      const longer = this.#digitsAt(at, count, radix, depth);
      if (longer.length === 0) break;
      longest = longer;
    }
    return longest;
  }

  /** Where what follows a word begins, for each way in which the word can be read at `at`. */
  #endsOf(word: string, at: number, depth: number): readonly number[] {
    let ends: readonly number[] = [at];
    for (let index = 0; index < word.length && ends.length > 0; index += 1)
      ends = ends.flatMap((from) =>
        this.#readingsAt(from, depth)
          .filter(({ code }) => code === word.charCodeAt(index))
          .map(({ end }) => end),
      );
    return ends;
  }
}
