import { canonicalJson } from "../../../contract/index.ts";
import { type Shard, shardNamed } from "../../cases/shard.ts";
import type { Report } from "../report.ts";
import { MergeError } from "./merge-error.ts";
import type { NamedReport } from "./named-report.ts";

/** What the shards of one run have in common, by what it is called in a message. */
const inCommon: readonly (readonly [string, (report: Report) => unknown])[] = [
  ["version of cvm-contract", ({ tool }) => tool.version],
  ["contract", ({ contract }) => contract],
  ["seed", ({ seed }) => seed],
  ["number of shards", ({ shard }) => shard?.split("/")[1]],
  // The embedded reference listens on another port each time.
  ["target", ({ target, settings }) => (settings.embedded ? "the embedded reference" : target)],
  // How fast each was asked, and on which way, changes nothing about what is sent.
  ["settings", ({ settings: { workers: _workers, rate: _rate, reached: _reached, ...settings } }) => settings],
  [
    "choice of laws",
    ({ laws }) => laws.map(({ id, verdict, missing }) => [id, verdict === "skipped" ? missing : null]),
  ],
];

const MAX_SHOWN = 300;

const shown = (value: unknown): string => {
  const text = canonicalJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
};

/** The parts of two objects that differ, so that a message need not show all of both. */
const difference = (one: unknown, other: unknown): readonly [string, string] => {
  const differing = (from: unknown, to: unknown): unknown =>
    typeof from === "object" && from !== null && typeof to === "object" && to !== null
      ? Object.fromEntries(
          Object.entries(from).filter(([key, value]) => canonicalJson(value) !== canonicalJson(Reflect.get(to, key))),
        )
      : from;
  return [shown(differing(one, other)), shown(differing(other, one))];
};

const shardOf = ({ name, report }: NamedReport): Shard => {
  const shard = report.shard === null ? null : shardNamed(report.shard);
  if (shard !== null) return shard;
  throw new MergeError(`${name} is the report of ${report.shard ?? "a whole run"}, not of a shard. Leave it out.`);
};

const requireInCommon = (first: NamedReport, other: NamedReport): void => {
  for (const [what, of] of inCommon) {
    const one = of(first.report);
    const another = of(other.report);
    if (canonicalJson(one) === canonicalJson(another)) continue;
    const [here, there] = difference(one, another);
    throw new MergeError(
      `${first.name} and ${other.name} are not of one run: they differ in the ${what}, ${here} and ${there}. Run every shard with the same.`,
    );
  }
};

/** The reports in the order of their shards. Throws `MergeError` where they are not the shards of one run, all of them and each once. */
export const requireOneRun = (first: NamedReport, others: readonly NamedReport[]): readonly NamedReport[] => {
  const numbered = [first, ...others].map((named) => ({ named, index: shardOf(named).index }));
  for (const other of others) requireInCommon(first, other);
  const { count } = shardOf(first);
  const missing: number[] = [];
  for (let index = 1; index <= count; index += 1) {
    const own = numbered.filter((candidate) => candidate.index === index).map(({ named }) => named.name);
    if (own.length === 0) missing.push(index);
    if (own.length > 1)
      throw new MergeError(`Shard ${index}/${count} is there ${own.length} times: ${own.join(", ")}. Keep one.`);
  }
  if (missing.length > 0)
    throw new MergeError(
      `Of ${count} shards ${missing.map((index) => `${index}/${count}`).join(", ")} ${missing.length === 1 ? "is" : "are"} missing. Name the report of each.`,
    );
  return numbered.toSorted((one, other) => one.index - other.index).map(({ named }) => named);
};
