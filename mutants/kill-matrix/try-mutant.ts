import type { Report, ReportedFinding, Reporter } from "../../conformance/index.ts";
import { demoKeys } from "../../reference-impl/index.ts";
import type { Mutant } from "../define-mutant.ts";
import type { MutantWorld } from "../start-mutant.ts";
import { gate } from "../suites/gate.ts";
import type { Kill, Trial } from "./trial.ts";

/** What `check` sends where it is not told otherwise. */
const CASES = 5_000;

const keyOf = (name: string): string => demoKeys.find((key) => key.name === name)?.key ?? `no key of ${name}`;

const headersOf = (credential: string): Readonly<Record<string, string>> =>
  credential === "none" ? {} : { "x-api-key": keyOf(credential) };

const stepText = ({ credential, method, path, body }: ReportedFinding["steps"][number]): string => {
  const sent = typeof body === "string" ? body : body === null ? "no body" : `bytes ${body.base64}`;
  return `${credential} ${method} ${path} ${sent}`;
};

/** Notes each law's first finding, with what had been sent by then. */
const killsOf = (): { readonly kills: readonly Kill[]; readonly reporter: Reporter } => {
  const kills: Kill[] = [];
  const startMs = performance.now();
  let requests = 0;
  return {
    kills,
    reporter: {
      name: "kills",
      onEvent: (event) => {
        if (event.kind === "progress") requests = event.requests;
        if (event.kind !== "finding" || kills.some(({ law }) => law === event.finding.law)) return;
        const elapsedMs = Math.round(performance.now() - startMs);
        kills.push({ law: event.finding.law, requests, elapsedMs, steps: event.finding.steps.map(stepText) });
      },
    },
  };
};

const harnessFailure = ({ laws }: Report): string | null => {
  const failed = laws.find((law) => law.verdict === "harness-error");
  return failed === undefined ? null : `the law ${failed.id} failed: ${failed.missing}`;
};

/** Starts a mutant and runs the whole gate against it, over HTTP and with every key, as `check` runs it against the embedded reference. */
export const tryMutant = async (world: MutantWorld, mutant: Mutant): Promise<Trial> => {
  const server = await world.start(mutant.changes);
  try {
    const { kills, reporter } = killsOf();
    const report = await gate(
      { url: new URL(server.url), key: keyOf("member"), allowWrites: true },
      CASES,
      {
        credentials: ["member", "admin", "other"],
        credentialHeaders: headersOf,
        stateUrl: new URL(`${server.url}/__state`),
        profile: "reference",
        phases: ["probe", "boundary", "fuzz", "relations", "access", "writes"],
      },
      [reporter],
    );
    const { requests, durationMs } = report;
    return { mutant: mutant.name, kills, requests, durationMs, failure: harnessFailure(report) };
  } finally {
    await server.close();
  }
};
