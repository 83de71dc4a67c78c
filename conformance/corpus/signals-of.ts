import { isObject } from "../../contract/index.ts";
import type { Reading } from "../cases/reading.ts";
import type { Trial } from "../cases/trial.ts";
import type { Coverage } from "../report/coverage.ts";

/** Words that a program chose, such as a status or a reason; names, ids and sentences are not. */
const WORD = /^[a-z][a-z_]{0,39}$/;
/** Deeper is not looked. */
const MAX_DEPTH = 6;
/** Of a list so many members are looked at. */
const MAX_MEMBERS = 100;
/** Of one answer so much is told. */
const MAX_TRAITS = 500;

const valueKind = (value: unknown): string => {
  if (typeof value === "string") return WORD.test(value) ? value : value === "" ? '""' : "text";
  if (typeof value === "number" || typeof value === "bigint")
    return Number(value) === 0 ? "0" : value < 0 ? "negative" : "number";
  return String(value);
};

/** A place in an answer. The texts about it are made once: lists have many members alike. */
class Place {
  readonly #path: string;
  readonly #members = new Map<string, Place>();
  readonly #texts = new Map<string, string>();

  constructor(path: string) {
    this.#path = path;
  }

  member(key: string): Place {
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const member = new Place(`${this.#path}/${key}`);
    this.#members.set(key, member);
    return member;
  }

  /** What is said of the value there. */
  text(what: string): string {
    const known = this.#texts.get(what);
    if (known !== undefined) return known;
    const text = `${this.#path}${what}`;
    this.#texts.set(what, text);
    return text;
  }
}

const walk = (value: unknown, at: Place, depth: number, found: Set<string>): void => {
  if (depth > MAX_DEPTH || found.size >= MAX_TRAITS) return;
  if (Array.isArray(value)) {
    found.add(at.text(value.length === 0 ? ":empty" : ":list"));
    const each = at.member("*");
    for (const member of value.slice(0, MAX_MEMBERS)) walk(member, each, depth + 1, found);
  } else if (isObject(value)) for (const key of Object.keys(value)) walk(value[key], at.member(key), depth + 1, found);
  else found.add(at.text(`=${valueKind(value)}`));
};

/** What an answer is like, whatever its values: its status, which members there are, of what kind, and the words in them. */
export const answerTraits = ({ outcome, answer }: Reading): ReadonlySet<string> => {
  const found = new Set<string>();
  if (outcome.kind === "fault") return found.add(`fault:${outcome.fault}`);
  found.add(`status:${outcome.status}`);
  if (answer.kind !== "json") return found;
  const traits = new Set<string>();
  walk(answer.value, new Place(""), 0, traits);
  for (const trait of traits) found.add(`answer:${outcome.status} ${trait}`);
  return found;
};

/** What a case put to the test: laws, keywords of the request's schema, statuses and kinds of answers. */
export const signalsOf =
  (coverage: Coverage) =>
  ({ readings, exercised }: Trial): ReadonlySet<string> => {
    const signals = new Set(exercised.map((law) => `law:${law}`));
    for (const reading of readings) {
      for (const { pointer, isValid } of coverage.hitsOf(reading))
        signals.add(`${isValid ? "valid" : "invalid"}:${pointer}`);
      for (const trait of answerTraits(reading)) signals.add(trait);
    }
    return signals;
  };
