import { tmpdir } from "node:os";
import {
  type Exchange,
  loadHarRecorder,
  type Report,
  type Reporter,
  reportedStep,
  type RunEvent,
} from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import { openScratchFile, type ScratchFile } from "../output/scratch-file.ts";
import { redactReport } from "./redact-report.ts";

/** What a recording needs of the world. */
interface RecordingParts extends Pick<Context, "redact" | "saveFile" | "nowMs"> {
  readonly openScratch: (folder: string) => Promise<ScratchFile>;
  readonly har: Awaited<ReturnType<typeof loadHarRecorder>>;
}

/** Keeps every exchange of a run on disk, and makes HARs of them. */
export class Recording {
  readonly #parts: RecordingParts;
  #folder: string | null = null;
  /** Not opened before the first exchange: a run need not come to it. */
  #scratch: Promise<ScratchFile> | null = null;
  #target = "";
  #report: Report | null = null;
  #problem: { readonly error: unknown } | null = null;

  constructor(parts: RecordingParts) {
    this.#parts = parts;
  }

  get reporter(): Reporter {
    return { name: "har", onEvent: (event) => this.#onEvent(event) };
  }

  #onEvent(event: RunEvent): void {
    if (event.kind === "run-started") this.#target = event.target;
    if (event.kind === "run-finished") this.#report = event.report;
  }

  /** Has what is kept until the run is over kept on the disk of this folder, the first that is named. */
  keepIn(folder: string): void {
    this.#folder ??= folder;
  }

  /** Takes an exchange down. To be awaited, so that no more of them wait for the disk than were in flight. Never rejects. */
  async note(exchange: Exchange): Promise<void> {
    if (this.#problem !== null) return;
    const { har, nowMs, redact, openScratch } = this.#parts;
    const { latencyMs } = exchange.outcome;
    try {
      const startedAt = new Date(nowMs() - latencyMs).toISOString();
      // To the microsecond.
      const ms = Math.round(latencyMs * 1_000) / 1_000;
      const line = har.recordedLine(reportedStep(exchange), { startedAt, ms }, this.#target, redact);
      this.#scratch ??= openScratch(this.#folder ?? tmpdir());
      await (await this.#scratch).append(line);
    } catch (error) {
      this.#problem ??= { error };
    }
  }

  /** Writes the archive to a place, absolute, once the run is over. Rejects with what kept it, or an exchange, from being written. */
  async save(place: string): Promise<void> {
    if (this.#problem !== null) throw this.#problem.error;
    if (this.#report === null) return;
    const { har, redact, saveFile } = this.#parts;
    await saveFile(place, har.recordedHar(this.#report, redactReport(this.#report, redact), this.#lines()));
  }

  async *#lines(): AsyncGenerator<string> {
    if (this.#scratch !== null) yield* (await this.#scratch).lines();
  }

  /** Lets go of what was kept. */
  async close(): Promise<void> {
    const scratch = await this.#scratch?.catch(() => null);
    await scratch?.close();
  }
}

/** Gets ready to record; nothing is opened before the first exchange. */
export const openRecording = async (context: Context): Promise<Recording> =>
  new Recording({ ...context, openScratch: openScratchFile, har: await loadHarRecorder() });
