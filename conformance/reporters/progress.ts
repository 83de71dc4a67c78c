import type { Reporter, RunEvent } from "../report/run-event.ts";
import { counted } from "./number-text.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

type Progress = Extract<RunEvent, { kind: "progress" }>;

/** Where no line can be rewritten, a line so often shows that a long run is alive. */
const LOG_EVERY_MS = 60_000;

const timeLeft = (event: Progress, startedMs: number, timeMs: number | null): string => {
  const spentMs = event.elapsedMs - startedMs;
  const byCases =
    Number.isFinite(event.planned) && event.done > 0 ? (spentMs / event.done) * (event.planned - event.done) : null;
  const byTime = timeMs === null ? null : timeMs - event.elapsedMs;
  const left = [byCases, byTime].filter((value) => value !== null);
  return left.length === 0 ? "" : `, ${Math.max(0, Math.ceil(Math.min(...left) / 1000))} s left`;
};

const line = (event: Progress, findings: number, startedMs: number, timeMs: number | null): string => {
  const planned = Number.isFinite(event.planned) ? ` of ${event.planned}` : "";
  return `${event.phase}: ${event.done}${planned} cases, ${event.requests} requests, ${findings} findings${timeLeft(event, startedMs, timeMs)}`;
};

/**
 * Shows where a run is. On a terminal one line is rewritten; elsewhere each phase gets a line when it is through for the first
 * time, and a long run one each minute.
 * `write` goes to the log, never to where a report goes.
 */
export const progressReporter = (write: (text: string) => void, style: Style, isTerminal: boolean): Reporter => {
  let findings = 0;
  let timeMs: number | null = null;
  let phaseStartedMs: number | null = null;
  let toldMs = 0;
  const told = new Set<string>();
  const clear = isTerminal ? "\r\u001b[2K" : "";
  return {
    name: "progress",
    onEvent: (event) => {
      switch (event.kind) {
        case "run-started":
          timeMs = event.timeMs;
          write(
            `Checking ${event.target}: ${counted(event.laws, "law")}, ${counted(event.workers, "worker")}, seed ${event.seed}${event.shard === null ? "" : `, shard ${event.shard}`}${event.allowWrites ? ", writes allowed" : ", previews only"}\n`,
          );
          return;
        case "phase-started":
          phaseStartedMs = null;
          return;
        case "progress":
          phaseStartedMs ??= event.elapsedMs;
          if (isTerminal) write(`${clear}${style("faint", line(event, findings, phaseStartedMs, timeMs))}`);
          else if (event.elapsedMs - toldMs >= LOG_EVERY_MS) {
            toldMs = event.elapsedMs;
            write(`${line(event, findings, phaseStartedMs, timeMs)}\n`);
          }
          return;
        case "finding":
          findings += 1;
          write(
            `${clear}${style("bad", "✗")} ${printable(event.finding.message)} ${style("faint", `${event.finding.law} (${event.finding.level})`)}\n`,
          );
          return;
        case "phase-finished":
          if (isTerminal) write(clear);
          else if (!told.has(event.phase)) write(`${event.phase}: ${event.skipped ?? `${event.requests} requests`}\n`);
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
