import { loadLaws, type PhaseName, phaseNames, type Report, type RunOptions } from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import type { Mutant } from "../define-mutant.ts";
import type { MutantWorld } from "../start-mutant.ts";
import { gate } from "../suites/gate.ts";
import { listenForKills } from "./listen-for-kills.ts";
import type { Trial, TrialTerms } from "./trial.ts";
import { trialPhases } from "./trial-phases.ts";

const keyOf = (name: string): string => demoKeys.find((key) => key.name === name)?.key ?? `no key of ${name}`;

const headersOf = (credential: string): Readonly<Record<string, string>> =>
  credential === "none" ? {} : { "x-api-key": keyOf(credential) };

const harnessFailure = ({ laws }: Report): string | null => {
  const failed = laws.find((law) => law.verdict === "harness-error");
  return failed === undefined ? null : `the law ${failed.id} failed: ${failed.missing}`;
};

/**
 * Starts a mutant and holds it to the laws over HTTP and with every key, as `check` holds the embedded reference to them. The trial
 * begins with the phases that the mutant's own laws are put to the test in, and is over as soon as each of them has found it. Where one has
 * not, or the terms ask for it, the whole gate runs.
 */
export const tryMutant = async (world: MutantWorld, mutant: Mutant, terms: TrialTerms): Promise<Trial> => {
  const laws = await loadLaws();
  const run = async (phases: readonly PhaseName[], wanted: readonly string[]): Promise<Trial> => {
    const server = await world.start(mutant.changes);
    try {
      const { kills, signal, reporter } = listenForKills(wanted);
      const changes: Partial<RunOptions> = {
        credentials: ["member", "admin", "other"],
        credentialHeaders: headersOf,
        stateUrl: new URL(`${server.url}/__state`),
        profile: "reference",
        phases,
        signal,
        seed: terms.seed,
      };
      const subject = { url: new URL(server.url), key: keyOf("member"), allowWrites: true };
      const report = await gate(subject, terms.cases, changes, [reporter]);
      const { requests, durationMs } = report;
      const isWhole = phases === phaseNames && !signal.aborted;
      return { mutant: mutant.name, kills, requests, durationMs, isWhole, failure: harnessFailure(report) };
    } finally {
      await server.close();
    }
  };
  if (terms.isWhole) return run(phaseNames, []);
  const phases = trialPhases(mutant, laws);
  const trial = await run(phases, mutant.killedBy);
  const isFound = mutant.killedBy.every((id) => trial.kills.some(({ law }) => law === id));
  return isFound || phases === phaseNames || trial.failure !== null ? trial : run(phaseNames, []);
};
