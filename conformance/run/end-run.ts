import type { Engine } from "../engine/engine.ts";
import { type Judging, lawsBrokenBy } from "../engine/laws-broken-by.ts";
import { failureText } from "../findings/doubt-of.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { countLooks } from "./count-looks.ts";
import type { PreviewsWatch } from "./previews-watch.ts";
import type { RunState } from "./run-state.ts";

/** What a run ends with. */
export interface EndedRun {
  readonly state: RunState;
  readonly engine: Engine;
  readonly judging: Judging;
  readonly previews: PreviewsWatch;
  readonly findings: FindingBook;
}

/** What got no answer breaks laws that are not to be told held, though it is no case, and was not sent again. */
const doubtUnanswered = ({ engine, judging, findings }: EndedRun): void => {
  for (const exchange of engine.lastSent.unanswered)
    for (const law of lawsBrokenBy(exchange, judging))
      if (!findings.unstable.has(law)) findings.doubt(law, { kind: "not-sent-again" });
};

/** What failed beside the cases breaks laws that are not to be told held either. */
const doubtFailedAside = ({ engine, findings }: EndedRun): void => {
  for (const [law, outcome] of engine.beside.failed.failures)
    if (!findings.unstable.has(law))
      findings.doubt(law, { kind: "no-failure-again", failure: failureText(outcome), isAside: true });
};

/** Does what comes after the last case of a run, for as long as the target is there. */
export const endRun = async (run: EndedRun): Promise<void> => {
  const { state, engine, judging, previews } = run;
  const steps = [
    // What was found shows again only on the store as it was.
    () => engine.restore(),
    () => previews.end(engine),
    // Nothing that comes later shows whether it was lost with what was sent last.
    () => engine.recovery.settle(),
  ];
  for (const step of steps) if (!state.isLost) await state.goThrough<unknown>(step);
  if (state.isLost) doubtUnanswered(run);
  doubtFailedAside(run);
  if (previews.isLook) countLooks(judging.book, previews.report(engine));
};
