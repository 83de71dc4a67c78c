import type { PhaseName } from "../cases/phase-name.ts";
import type { RecordedFinding } from "../corpus/corpus-file.ts";
import { type RecordedRun, recordFinding } from "../corpus/record-finding.ts";
import type { Replayed } from "../corpus/replay-finding.ts";
import type { RunCorpus } from "../corpus/run-corpus.ts";
import type { Engine } from "../engine/engine.ts";
import type { SuspectList } from "../engine/suspect-list.ts";
import { type Confirmed, confirm } from "../findings/confirm.ts";
import { restoreLine } from "../findings/curl.ts";
import { doubtOf } from "../findings/doubt-of.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { toReportedFinding } from "../findings/to-reported-finding.ts";
import type { RunEvent } from "../report/run-event.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { LostError } from "../target/lost-error.ts";
import type { RunState } from "./run-state.ts";

/** What is needed to make findings of suspects. */
export interface ConfirmationParts {
  readonly engine: Engine;
  readonly suspects: SuspectList;
  readonly findings: FindingBook;
  readonly corpus: RunCorpus | null;
  readonly target: URL;
  /** Where the store is put back as it was, or null where it is not. */
  readonly restoreUrl: URL | null;
  /** Sent along when it is. */
  readonly stateHeaders: Readonly<Record<string, string>>;
  readonly run: RecordedRun;
  readonly tell: (event: RunEvent) => void;
  readonly state: RunState;
}

/** Makes findings of what broke a law: each is seen again, made small, told and kept. */
export class Confirmation {
  readonly #parts: ConfirmationParts;
  /** Recorded findings that show nothing any more. */
  readonly #fixed = new Set<string>();

  constructor(parts: ConfirmationParts) {
    this.#parts = parts;
  }

  /** Confirms what suspects there are: each fingerprint is confirmed and shrunk, or was unstable. No case may be under way. */
  async confirmSuspects(): Promise<void> {
    const { engine, suspects, findings, state } = this.#parts;
    for (const alike of suspects.drain()) {
      const [first] = alike;
      if (first === undefined || findings.isClosed(first.fingerprint)) continue;
      if (state.isLost) {
        findings.doubt(first.seen.breach.law.id, { kind: "not-sent-again" });
        continue;
      }
      try {
        const confirmed = await confirm(engine, alike, () => state.isInterrupted);
        if (confirmed === null)
          findings.doubt(
            first.seen.breach.law.id,
            engine.maySend(first.testCase) ? doubtOf(alike) : { kind: "previews-write" },
          );
        else await this.#keep(this.#enter(confirmed));
      } catch (error) {
        if (error instanceof LostError) state.lose(error);
        else if (!(error instanceof CutOffError)) throw error;
        findings.doubt(first.seen.breach.law.id, { kind: "not-sent-again" });
      }
    }
  }

  /** Makes one finding of a server that fails on everything, if it was lost for that: what else it broke meanwhile follows from it. */
  async accuse(phase: PhaseName): Promise<void> {
    const { engine, findings, state } = this.#parts;
    const { failing } = state;
    if (failing === null) return;
    const sighting = engine.accuse(failing.exchange);
    if (sighting === null) return;
    const fingerprint = engine.fingerprint(sighting.breach);
    if (findings.isClosed(fingerprint)) return;
    const suspect = { fingerprint, phase, order: engine.order };
    const testCase = engine.caseOf(failing.plan);
    await this.#keep(this.#enter({ suspect, testCase, ...sighting }));
  }

  /** Takes down what became of a recorded finding. */
  replayed(recorded: RecordedFinding, { verdict, why, confirmed }: Replayed): void {
    const { findings, tell } = this.#parts;
    if (verdict === "fixed") this.#fixed.add(recorded.fingerprint);
    if (verdict === "unstable") findings.doubt(recorded.law, { kind: "sometimes" });
    // What was replayed is kept already.
    if (confirmed !== null) this.#enter(confirmed);
    tell({ kind: "replayed", fingerprint: recorded.fingerprint, law: recorded.law, verdict, why });
  }

  #enter(confirmed: Confirmed): RecordedFinding {
    const { findings, corpus, target, restoreUrl, stateHeaders, run, tell } = this.#parts;
    const shown = toReportedFinding(confirmed, target);
    const needsRestoring = restoreUrl !== null && !confirmed.testCase.plans.every(run.isHarmless);
    // What writes shows it only on the store as it was.
    const bare = needsRestoring ? { ...shown, curl: [restoreLine(restoreUrl, stateHeaders), ...shown.curl] } : shown;
    const record = recordFinding(confirmed, bare, run);
    const finding = { ...bare, replay: corpus?.replayLine(record) ?? null };
    findings.add(finding);
    tell({ kind: "finding", finding });
    return record;
  }

  async #keep(record: RecordedFinding): Promise<void> {
    await this.#parts.corpus?.keepFinding(record, this.#fixed.has(record.fingerprint));
  }
}
