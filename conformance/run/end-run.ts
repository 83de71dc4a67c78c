import type { Engine } from "../engine/engine.ts";
import type { PreviewsWatch } from "./previews-watch.ts";
import type { RunState } from "./run-state.ts";

/** Does what comes after the last case of a run, for as long as the target is there. */
export const endRun = async (state: RunState, engine: Engine, previews: PreviewsWatch): Promise<void> => {
  const steps = [
    // What was found shows again only on the store as it was.
    () => engine.restore(),
    () => previews.end(engine),
    // Nothing that comes later shows whether it was lost with what was sent last.
    () => engine.settle(),
  ];
  for (const step of steps) if (!state.isLost) await state.goThrough<unknown>(step);
};
