import type { Reporter, RunEvent } from "./run-event.ts";

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Tells an event to every reporter. One that throws hears nothing more, and the others are told. */
export const broadcast = (reporters: readonly Reporter[]): ((event: RunEvent) => void) => {
  const listening = new Set(reporters);
  const tell = (event: RunEvent): void => {
    for (const reporter of [...listening]) {
      try {
        reporter.onEvent(event);
      } catch (error) {
        listening.delete(reporter);
        tell({ kind: "reporter-failed", reporter: reporter.name, error: asError(error) });
      }
    }
  };
  return tell;
};
