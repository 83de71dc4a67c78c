import type { Shard } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { flagOf } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { checkOptions as options } from "./options.ts";

/** What a CI tells each of its parallel jobs, and from where it counts. Sources: GitLab's predefined variables; Kubernetes, "Indexed Job". */
const INDEX_VARIABLES = [
  { name: "CI_NODE_INDEX", first: 1 },
  { name: "JOB_COMPLETION_INDEX", first: 0 },
] as const;
const TOTAL_VARIABLE = "CI_NODE_TOTAL";

type Environment = Context["env"];

const numberIn = (env: Environment, name: string): number | null => {
  const text = env[name] ?? "";
  if (text === "") return null;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError(
    `The environment variable ${name} needs a whole number, but ${JSON.stringify(text)} was given. Mend it, or name the shard: ${flagOf(options.shard.name)} I/N.`,
  );
};

const indexIn = (env: Environment, count: number): { readonly index: number; readonly name: string } | null => {
  for (const { name, first } of INDEX_VARIABLES) {
    const number = numberIn(env, name);
    if (number === null) continue;
    const index = number - first + 1;
    if (index >= 1 && index <= count) return { index, name };
    throw new UsageError(
      `${name} is ${number}, but of ${count} shards it can be ${first} to ${first + count - 1} only. Give as many shards as there are jobs.`,
    );
  }
  return null;
};

const fromEnvironment = (env: Environment, count: number, asker: string): Shard => {
  const found = indexIn(env, count);
  if (found !== null) return { index: found.index, count };
  throw new UsageError(
    `${asker} leaves the number of the shard to ${INDEX_VARIABLES.map(({ name }) => name).join(" or ")}, and neither is set. Write it out: 1/${count}.`,
  );
};

/** The shard that GitLab's variables make of a job with `parallel`; null elsewhere. */
const fromParallel = (env: Environment): Shard | null => {
  const total = numberIn(env, TOTAL_VARIABLE);
  const isParallel = total !== null && total > 1 && numberIn(env, "CI_NODE_INDEX") !== null;
  return isParallel ? fromEnvironment(env, total, TOTAL_VARIABLE) : null;
};

const chosen = (settings: Settings, env: Environment): Shard | null => {
  const choice = settings.get(options.shard);
  if (choice === null) return fromParallel(env);
  const { index, count } = choice;
  return index === "auto" ? fromEnvironment(env, count, settings.nameOf(options.shard)) : { index, count };
};

/**
 * The part of the cases that a check sends, or null for all. What the CI alone has decided is told on `stderr`.
 * Throws `UsageError` where there is no seed that the other shards could share.
 */
export const shardOf = (settings: Settings, { env, stderr }: Context): Shard | null => {
  const shard = chosen(settings, env);
  if (shard === null || shard.count === 1) return shard;
  const all = `${flagOf(options.shard.name)} 1/1 sends all cases.`;
  const isGiven = settings.isGiven(options.shard);
  if (!settings.isGiven(options.seed))
    throw new UsageError(
      `${isGiven ? `${settings.nameOf(options.shard)} makes` : `CI_NODE_INDEX and ${TOTAL_VARIABLE} make`} this one shard of ${shard.count}, and without a seed in common their cases would not add up. Give each the same ${flagOf(options.seed.name)}; ${all}`,
    );
  if (!isGiven)
    stderr.write(`Shard ${shard.index}/${shard.count}, as CI_NODE_INDEX and ${TOTAL_VARIABLE} say; ${all}\n`);
  return shard;
};
