import type { ReportedFinding, Reporter } from "../../conformance/index.ts";
import type { Kill } from "./trial.ts";

/** What a run finds, as it goes on. */
export interface KillListener {
  /** Each law's first finding, in the order in which they were made. */
  readonly kills: readonly Kill[];
  /** Aborted when every law that is wanted has found something. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

const stepText = ({ credential, method, path, body }: ReportedFinding["steps"][number]): string => {
  const sent = typeof body === "string" ? body : body === null ? "no body" : `bytes ${body.base64}`;
  return `${credential} ${method} ${path} ${sent}`;
};

/** Notes each law's first finding with what had been sent by then, until all laws that are wanted have made one; where none is, to the end. */
export const listenForKills = (wanted: readonly string[]): KillListener => {
  const kills: Kill[] = [];
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
        const { law, steps } = event.finding;
        if (kills.some((kill) => kill.law === law)) return;
        kills.push({
          law,
          requests,
          elapsedMs: Math.round(performance.now() - startMs),
          steps: steps.map(stepText),
        });
        if (wanted.length > 0 && wanted.every((id) => kills.some((kill) => kill.law === id))) over.abort();
      },
    },
  };
};
