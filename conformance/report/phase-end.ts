/** Why a phase ended before it was through, or before it was begun: `--time` was up, the user ended the run, it had as many findings as were asked for, or lost its target. */
export type PhaseEnd = "time" | "interruption" | "findings" | "target lost";
