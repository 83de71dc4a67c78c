import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isObject } from "../contract/index.ts";
import {
  decodeTallies,
  emptyTally,
  falseAlarmsPage,
  gate,
  heldWith,
  leaves,
  soundServerNames,
  startSoundServer,
  type Tally,
  withRun,
} from "../mutants/index.ts";

/**
 * `npm run false-alarms -- --cases N`: holds each server without a fault to the laws until N cases were sent to it, run after run, and
 * writes docs/false-alarms.md after each run and at the end. What was reached is kept in docs/false-alarms.json, so that it goes on where it was ended, by whomever; another version
 * starts over. `--server NAME` takes one server alone, `--leave with` or `without` the runs with leave to write, or those without. Ends with 1 where a must law was broken.
 */

const PAGE = new URL("../docs/false-alarms.md", import.meta.url);
const KEPT = new URL("../docs/false-alarms.json", import.meta.url);
/** Fuzz cases of one run: others come on top. */
const CASES_PER_RUN = 25_000;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" },
    server: { type: "string", multiple: true },
    leave: { type: "string", multiple: true },
  },
});
const wanted = Number(values.cases);
const servers = soundServerNames.filter((name) => values.server?.includes(name) ?? true);
const ways = leaves.filter((leave) => values.leave?.includes(leave) ?? true);
if (!(wanted > 0) || servers.length < (values.server?.length ?? 1) || ways.length < (values.leave?.length ?? 1)) {
  console.error(
    `--cases takes a number of cases, --server one of ${soundServerNames.join(", ")}, --leave one of ${leaves.join(", ")}.`,
  );
  process.exit(2);
}

const manifest: unknown = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const version = isObject(manifest) ? String(manifest.version) : "";

const kept = async (): Promise<readonly Tally[]> => {
  try {
    return decodeTallies(await readFile(KEPT, "utf8")).filter((tally) => tally.version === version);
  } catch (problem) {
    if (isObject(problem) && problem.code === "ENOENT") return [];
    throw problem;
  }
};

/** Each way to hold each server to the laws. */
const all = soundServerNames.flatMap((server) => leaves.map((leave) => ({ server, leave })));
const idOf = ({ server, leave }: Pick<Tally, "server" | "leave">): string => `${server}, ${leave} leave to write`;

const tallies = new Map((await kept()).map((tally) => [idOf(tally), tally]));

const keep = async (): Promise<void> => {
  const inOrder = all.flatMap((one) => tallies.get(idOf(one)) ?? []);
  await writeFile(KEPT, `${JSON.stringify(inOrder, null, 2)}\n`);
  await writeFile(PAGE, falseAlarmsPage(inOrder));
};

// In turns, so that all have got far when it is ended.
for (let isGoingOn = true; isGoingOn; ) {
  isGoingOn = false;
  for (const one of all.filter(({ server, leave }) => servers.includes(server) && ways.includes(leave))) {
    const tally = tallies.get(idOf(one)) ?? emptyTally(one.server, one.leave, version);
    if (tally.cases >= wanted) continue;
    isGoingOn = true;
    const server = await startSoundServer(one.server);
    try {
      const cases = Math.min(CASES_PER_RUN, wanted - tally.cases);
      const { subject, changes } = heldWith(one.leave, server);
      const report = await gate(subject, cases, { ...changes, seed: tally.runs + 1 });
      const next = withRun(tally, report, new Date().toISOString());
      tallies.set(idOf(one), next);
      await keep();
      for (const finding of next.must.slice(tally.must.length)) console.error(`${idOf(one)}: ${finding}`);
      console.log(`${idOf(one)}: ${next.cases} cases, ${next.must.length} must findings; ${report.durationMs} ms`);
    } finally {
      await server.close();
    }
  }
}
await keep();
console.log(`See ${fileURLToPath(PAGE)}.`);
process.exitCode = [...tallies.values()].every(({ must }) => must.length === 0) ? 0 : 1;
