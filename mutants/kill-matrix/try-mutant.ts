import {
  keyHeaders,
  type Law,
  loadLaws,
  type PhaseName,
  phaseNames,
  type Report,
  type ReportedFinding,
  type RunOptions,
} from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import type { Mutant } from "../define-mutant.ts";
import type { MutantWorld } from "../start-mutant.ts";
import { gate, type Subject } from "../suites/gate.ts";
import { findNeedless } from "./find-needless.ts";
import { listenForKills } from "./listen-for-kills.ts";
import type { Kill, Trial, TrialTerms } from "./trial.ts";
import { trialPhases } from "./trial-phases.ts";

const keyOf = (name: string): string => demoKeys.find((key) => key.name === name)?.key ?? `no key of ${name}`;

const headersOf = keyHeaders({ member: keyOf("member"), admin: keyOf("admin"), other: keyOf("other") });

const harnessFailure = ({ laws }: Report): string | null => {
  const failed = laws.find((law) => law.verdict === "harness-error");
  return failed === undefined ? null : `the law ${failed.id} failed: ${failed.missing}`;
};

const contentTypeText = (contentType: string | undefined): string =>
  contentType === undefined ? ", no content type" : contentType === "application/json" ? "" : `, as ${contentType}`;

const stepText = ({ credential, method, path, headers, body }: ReportedFinding["steps"][number]): string => {
  if (body === null) return `${credential} ${method} ${path} no body`;
  const sent = typeof body === "string" ? body : "text" in body ? body.text : `bytes ${body.base64}`;
  return `${credential} ${method} ${path} ${sent}${contentTypeText(headers["content-type"])}`;
};

/** As `check` holds the embedded reference to the laws: with a key of each kind, leave to write, and the test state. */
const likeCheck = (url: string): { readonly subject: Subject; readonly changes: Partial<RunOptions> } => ({
  subject: { url: new URL(url), key: keyOf("member"), allowWrites: true },
  changes: {
    credentials: ["member", "admin", "other"],
    credentialHeaders: headersOf,
    stateUrl: new URL(`${url}/__state`),
    profile: "reference",
  },
});

/**
 * Starts a mutant and holds it to the laws over HTTP, as `check` does. Where all of the mutant's own laws compare answers, the trial begins
 * with these alone. It is over as soon as each of them has found it. Where one has not, every case is sent, and after that the whole gate runs,
 * as it does where the terms ask for it.
 */
export const tryMutant = async (world: MutantWorld, mutant: Mutant, terms: TrialTerms): Promise<Trial> => {
  const laws = await loadLaws();
  const run = async (
    phases: readonly PhaseName[],
    wanted: readonly string[],
    budget: RunOptions["budget"],
  ): Promise<Trial> => {
    const server = await world.start(mutant.changes);
    try {
      const { subject, changes } = likeCheck(server.url);
      const { kills: found, signal, reporter } = listenForKills(wanted);
      // Each law that compares answers makes its own cases, so that what it finds alone it finds among the others too.
      const lawIds = phases === phaseNames ? null : mutant.killedBy;
      const options: Partial<RunOptions> = { ...changes, phases, lawIds, signal, seed: terms.seed, budget };
      const report = await gate(subject, terms.cases, options, [reporter]);
      const kills: Kill[] = [];
      for (const { law: id, finding, requests, elapsedMs } of found) {
        const law = laws.find((candidate) => candidate.id === id);
        const again = (candidates: readonly Law[]): Promise<Report> =>
          gate(subject, 1, { ...changes, phases: ["probe", "writes"], laws: candidates });
        const needless = law === undefined ? null : await findNeedless(law, finding, again);
        kills.push({ law: id, requests, elapsedMs, steps: finding.steps.map(stepText), needless });
      }
      const { requests, durationMs } = report;
      const isWhole = phases === phaseNames && !signal.aborted;
      return { mutant: mutant.name, kills, requests, durationMs, budget, isWhole, failure: harnessFailure(report) };
    } finally {
      await server.close();
    }
  };
  const phases = trialPhases(mutant, laws);
  const isDone = ({ kills, failure }: Trial): boolean =>
    failure !== null || mutant.killedBy.every((id) => kills.some(({ law }) => law === id));
  if (terms.isWhole) return run(phaseNames, [], terms.isThorough ? "thorough" : "learning");
  if (!terms.isThorough) {
    const trial = await run(phases, mutant.killedBy, "learning");
    if (isDone(trial)) return trial;
  }
  const trial = await run(phases, mutant.killedBy, "thorough");
  return isDone(trial) || phases === phaseNames ? trial : run(phaseNames, [], "thorough");
};
