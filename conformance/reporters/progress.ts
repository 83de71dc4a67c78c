import type { Reporter, RunEvent } from "../report/run-event.ts";
import { counted, countText, durationText } from "./number-text.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

type Progress = Extract<RunEvent, { kind: "progress" }>;

/** Where no line can be rewritten, a line so often shows that a long run is alive. */
const LOG_EVERY_MS = 60_000;

/** What the line is made from beside the latest event. */
class Count {
  /** The time budget of the run. */
  timeMs: number | null = null;
  findings = 0;
  known = 0;
  /** Requests of the phases that are through. */
  #requestsBefore = 0;
  /** The first event of the sequence of cases that is being sent, and the latest. */
  #first: Progress | null = null;
  #latest: Progress | null = null;

  endPhase(requests: number): void {
    this.#requestsBefore += requests;
    this.#first = null;
  }

  /** Where a phase is, its requests told as they are when it is through. */
  lineAt(event: Progress): string {
    if (this.#first === null || event.planned !== this.#first.planned || event.done < (this.#latest?.done ?? 0))
      this.#first = event;
    this.#latest = event;
    const { phase, done, planned, requests } = event;
    const cases = `${countText(done)}${Number.isFinite(planned) ? ` of ${countText(planned)}` : ""} cases`;
    const findings = `${counted(this.findings, "finding")}${this.known === 0 ? "" : ` (${this.known} known)`}`;
    return `${phase}: ${counted(requests - this.#requestsBefore, "request")}; this step: ${cases}${this.#stepLeft(event)}; ${findings}${this.#timeLeft(event)}`;
  }

  /** A phase may have several steps, of which only this one's length is known. */
  #stepLeft({ done, planned, suspects, elapsedMs }: Progress): string {
    if (done >= planned) return suspects === 0 ? "" : ", sending again what broke a law";
    const spentMs = elapsedMs - (this.#first?.elapsedMs ?? 0);
    const sent = done - (this.#first?.done ?? 0);
    if (!Number.isFinite(planned) || sent === 0) return "";
    return `, about ${Math.max(1, Math.ceil(((spentMs / sent) * (planned - done)) / 1000))} s more`;
  }

  #timeLeft({ elapsedMs }: Progress): string {
    if (this.timeMs === null) return "";
    const leftMs = this.timeMs - elapsedMs;
    return leftMs > 0 ? `; ${durationText(Math.ceil(leftMs / 1000) * 1000)} left` : "; time is over, ending";
  }
}

/**
 * Shows where a run is. On a terminal one line is rewritten; elsewhere each phase gets a line when it is through for the first
 * time, and a long run one each minute.
 * `write` goes to the log, never to where a report goes; a line longer than `columns` could not be rewritten, and is cut.
 */
export const progressReporter = (
  write: (text: string) => void,
  style: Style,
  isTerminal: boolean,
  columns: number = Number.POSITIVE_INFINITY,
): Reporter => {
  const count = new Count();
  let toldMs = 0;
  const told = new Set<string>();
  const clear = isTerminal ? "\r\u001b[2K" : "";
  return {
    name: "progress",
    onEvent: (event) => {
      switch (event.kind) {
        case "run-started":
          count.timeMs = event.timeMs;
          write(
            `Checking ${event.target}: ${counted(event.laws, "law")}, ${counted(event.workers, "worker")}, seed ${event.seed}${event.shard === null ? "" : `, shard ${event.shard}`}${event.allowWrites ? ", writes allowed" : ", previews only"}\n`,
          );
          return;
        case "phase-started":
          return;
        case "progress": {
          const line = count.lineAt(event);
          if (isTerminal) write(`${clear}${style("faint", line.slice(0, columns - 1))}`);
          else if (event.elapsedMs - toldMs >= LOG_EVERY_MS) {
            toldMs = event.elapsedMs;
            write(`${line}\n`);
          }
          return;
        }
        case "finding": {
          const { law, level, known, message } = event.finding;
          count.findings += 1;
          if (known) count.known += 1;
          write(
            `${clear}${known ? style("warning", "!") : style("bad", "✗")} ${printable(message)} ${style("faint", `${law} (${level}${known ? ", known from the baseline" : ""})`)}\n`,
          );
          return;
        }
        case "phase-finished":
          count.endPhase(event.requests);
          if (isTerminal) write(clear);
          else if (!told.has(event.phase))
            write(`${event.phase}: ${event.skipped ?? `${counted(event.requests, "request")} so far`}\n`);
          told.add(event.phase);
          return;
        case "law-failed":
          write(`${clear}The law ${event.law} failed: ${event.error.stack ?? event.error.message}\n`);
          return;
        case "reporter-failed":
          write(`${clear}The reporter ${event.reporter} failed and is left out: ${event.error.message}\n`);
          return;
        case "replayed":
        case "run-finished":
          return;
      }
    },
  };
};
