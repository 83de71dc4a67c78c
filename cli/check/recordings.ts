import { type Exchange, loadHarRecorder, type Report, type Reporter, reportedStep } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { openScratchFile, type ScratchFile } from "../output/scratch-file.ts";
import { redactReport } from "./redact-report.ts";

/** A HAR of every exchange of a run. */
interface Recording {
  readonly reporter: Reporter;
  /** Never rejects. */
  readonly onExchange: (exchange: Exchange) => Promise<void>;
  /** Writes the archive to its place, once the run is over. Rejects with what kept it, or an exchange, from being written. */
  readonly save: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type OpenScratch = (folder: string) => Promise<ScratchFile>;

/** Nothing is opened before the first exchange: a run need not come to it. */
const openRecording = async (
  place: string,
  { redact, saveFile, nowMs }: Pick<Context, "redact" | "saveFile" | "nowMs">,
  openScratch: () => Promise<ScratchFile>,
): Promise<Recording> => {
  const { recordedLine, recordedHar } = await loadHarRecorder();
  let scratch: Promise<ScratchFile> | null = null;
  let target = "";
  let report: Report | null = null;
  let problem: { readonly error: unknown } | null = null;
  const lines = async function* () {
    if (scratch !== null) yield* (await scratch).lines();
  };
  return {
    reporter: {
      name: "har",
      onEvent: (event) => {
        if (event.kind === "run-started") target = event.target;
        if (event.kind === "run-finished") report = event.report;
      },
    },
    onExchange: async (exchange) => {
      if (problem !== null) return;
      const { latencyMs } = exchange.outcome;
      const startedAt = new Date(nowMs() - latencyMs).toISOString();
      // To the microsecond.
      const ms = Math.round(latencyMs * 1_000) / 1_000;
      try {
        const line = recordedLine(reportedStep(exchange), { startedAt, ms }, target, redact);
        scratch ??= openScratch();
        await (await scratch).append(line);
      } catch (error) {
        problem ??= { error };
      }
    },
    save: async () => {
      if (problem !== null) throw problem.error;
      if (report !== null) await saveFile(place, recordedHar(report, redactReport(report, redact), lines()));
    },
    close: async () => {
      const opened = await scratch?.catch(() => null);
      await opened?.close();
    },
  };
};

/** The HARs that hold every exchange of a run; there may be several, as of any other report. */
export class Recordings {
  readonly #context: Context;
  readonly #openScratch: OpenScratch;
  readonly #open: Recording[] = [];

  constructor(context: Context, openScratch: OpenScratch = openScratchFile) {
    this.#context = context;
    this.#openScratch = openScratch;
  }

  /** Opens one for a file at `place`, absolute. What it holds is in a file in `scratchFolder` until the run is over. */
  async open(place: string, scratchFolder: string): Promise<Pick<Recording, "reporter" | "save">> {
    const recording = await openRecording(place, this.#context, () => this.#openScratch(scratchFolder));
    this.#open.push(recording);
    return recording;
  }

  /** Takes an exchange down. To be awaited, so that no more of them wait for the disk than were in flight. Never rejects. */
  readonly onExchange = async (exchange: Exchange): Promise<void> => {
    for (const recording of this.#open) await recording.onExchange(exchange);
  };

  async close(): Promise<void> {
    for (const recording of this.#open) await recording.close();
  }
}
