import type { BaselineEntry, RecordedFinding, Report, RunOptions } from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import { loadMutant } from "../load-mutants.ts";
import { mergeMutants } from "../merge-mutants.ts";
import type { MutantWorld } from "../start-mutant.ts";
import { gate } from "../suites/gate.ts";

/** What a check of one server with the bugs of several mutants gave. */
export interface Checked {
  readonly report: Report;
  /** The baseline that the run would leave. */
  readonly entries: readonly BaselineEntry[];
}

/** Few cases do: the boundary phase sends each kind of request once. */
const CASES = 150;

const key = demoKeys.find(({ name }) => name === "member")?.key ?? null;

/** Checks one server with the bugs of these mutants by previews, against what is `known`; null writes a baseline. */
export const checkMerged = async (
  world: MutantWorld,
  names: readonly string[],
  known: readonly BaselineEntry[] | null = null,
  changes: Partial<RunOptions> = {},
): Promise<Checked> => {
  const records = new Map<string, RecordedFinding>();
  const keep = (record: RecordedFinding): void => {
    records.set(record.fingerprint, record);
  };
  const server = await world.start(mergeMutants(await Promise.all(names.map(loadMutant))));
  try {
    const report = await gate({ url: new URL(server.url), key, allowWrites: false }, changes.cases ?? CASES, {
      baseline: { entries: known ?? [], isUpdating: known === null, keep },
      phases: ["probe", "boundary", "fuzz"],
      workers: 4,
      ...changes,
    });
    const entries = report.findings.map(({ fingerprint, law, level, message, also }): BaselineEntry => {
      const record = records.get(fingerprint);
      return {
        ...{ fingerprint, law, level, message },
        also: also.map((one) => one.fingerprint),
        ...(record === undefined ? {} : { record }),
      };
    });
    return { report, entries };
  } finally {
    await server.close();
  }
};
