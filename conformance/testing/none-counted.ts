import type { Law } from "../cases/law.ts";
import { judged, notExercised } from "../cases/judgement.ts";
import { defineLaw } from "../laws/define-law.ts";
import type { Reporter } from "../report/run-event.ts";

/** Broken by each 200 to a valid request that counts more than none, and named `none-in-COUNTER`. */
export const noneCounted = (counter: "total" | "errors"): Law =>
  defineLaw({
    id: `none-in-${counter}`,
    level: "must",
    says: "There are none.",
    source: "a test",
    missing: "Needs an answer.",
    kills: [],
    holds: [],
    broken: [],
    judge: ({ expectation, outcome }) => {
      if (expectation.kind !== "acceptance" || outcome.kind !== "response" || outcome.status !== 200)
        return notExercised;
      const { [counter]: count } = JSON.parse(Buffer.from(outcome.body).toString());
      return judged(
        count > 0 ? [{ message: "There are some.", expected: "0", actual: "1", discriminator: "some" }] : [],
      );
    },
  });

/** Tells in which phase a run is: a server of a test may answer by that. */
export const watchPhase = (): { readonly reporter: Reporter; readonly phase: () => string } => {
  let phase = "";
  return {
    reporter: {
      name: "watching",
      onEvent: (event) => {
        if (event.kind === "phase-started") phase = event.phase;
      },
    },
    phase: () => phase,
  };
};
