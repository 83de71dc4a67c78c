import { isObject } from "../../../contract/index.ts";
import type { Law } from "../../cases/law.ts";

type Members = Readonly<Record<string, unknown>>;

const LEVELS: readonly unknown[] = ["must", "should", "reference"];
const PHASES: readonly unknown[] = ["relations", "writes", "access"];

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isExchange = (value: unknown): boolean => isObject(value) && isObject(value.request) && isObject(value.outcome);

const areExamples = (value: unknown, isSequence: boolean): boolean =>
  isList(value) &&
  value.every((example) => (isSequence ? isList(example) && example.every(isExchange) : isExchange(example)));

const textProblem = (law: Members): string | null => {
  if (typeof law.id !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(law.id))
    return "`id` is to be words in lower case with dashes between, such as ids-are-lower-case";
  if (!LEVELS.includes(law.level)) return '`level` is to be "must", "should" or "reference"';
  const missing = ["says", "source", "missing"].find((name) => !isText(law[name]));
  if (missing !== undefined) return `\`${missing}\` is to be a sentence`;
  return isList(law.kills) ? null : "`kills` is to be a list of mutants, empty outside the project's repository";
};

const partProblem = (law: Members): string | null => {
  if (typeof law.judge !== "function") return "`judge` is to be a function";
  const isRelation = law.kind === "relation";
  if (isRelation && typeof law.propose !== "function") return "`propose` is to be a function";
  if (isRelation && !PHASES.includes(law.phase)) return '`phase` is to be "relations", "writes" or "access"';
  if (isRelation && !isList(law.needs)) return "`needs` is to be a list, empty where it needs nothing";
  const bad = ["holds", "broken"].find((name) => !areExamples(law[name], isRelation));
  if (bad === undefined) return null;
  return `\`${bad}\` is to be a list of ${isRelation ? "lists of " : ""}exchanges, as \`answered\` makes them`;
};

/** What keeps a value from being a law, as a clause, or null where it is one. */
export const notALaw = (value: unknown): string | null => {
  if (!isObject(value)) return "it is no object";
  if (value.kind !== "exchange" && value.kind !== "relation")
    return "it was not made by `defineLaw` or `defineRelation`";
  return textProblem(value) ?? partProblem(value);
};

/** Whether a value is a law. */
export const isLaw = (value: unknown): value is Law => notALaw(value) === null;
