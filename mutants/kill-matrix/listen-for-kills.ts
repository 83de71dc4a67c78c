import type { ReportedFinding, Reporter } from "../../conformance/index.ts";
import type { Kill } from "./trial.ts";

/** A law's first finding, and when it was made. */
export interface FoundKill extends Pick<Kill, "law" | "requests" | "elapsedMs"> {
  /** It may be told under another law, which falls with this one. */
  readonly finding: ReportedFinding;
}

/** What a run finds, as it goes on. */
export interface KillListener {
  /** Each law's first finding, in the order in which they were made. */
  readonly kills: readonly FoundKill[];
  /** Aborted when every law that is wanted has found something. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** Notes each law's first finding with what had been sent by then, until all laws that are wanted have made one; where none is, to the end. */
export const listenForKills = (wanted: readonly string[]): KillListener => {
  const kills: FoundKill[] = [];
  const over = new AbortController();
  const startMs = performance.now();
  let requests = 0;
  return {
    kills,
    signal: over.signal,
    reporter: {
      name: "kills",
      onEvent: (event) => {
        if (event.kind === "progress") requests = event.requests;
        // What is found once the run is over has not been shrunk.
        if (event.kind !== "finding" || over.signal.aborted) return;
        const { finding } = event;
        const isFound = (id: string): boolean => kills.some((kill) => kill.law === id);
        // The probe tells of no progress; up to the relations each case is one request.
        const sent = Math.max(requests, finding.foundIn.order + 1);
        const elapsedMs = Math.round(performance.now() - startMs);
        const laws = [finding.law, ...finding.also.map(({ law }) => law)];
        for (const law of laws.filter((id) => !isFound(id))) kills.push({ law, finding, requests: sent, elapsedMs });
        if (wanted.length > 0 && wanted.every(isFound)) over.abort();
      },
    },
  };
};
