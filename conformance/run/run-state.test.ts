import { describe, expect, it } from "vitest";
import { CutOffError } from "../target/cut-off-error.ts";
import { LostError } from "../target/lost-error.ts";
import { RunState } from "./run-state.ts";

const stateWith = (changes: Partial<ConstructorParameters<typeof RunState>[0]> = {}): RunState =>
  new RunState({
    signal: new AbortController().signal,
    timeMs: null,
    elapsedMs: () => 0,
    hasEnough: () => false,
    ...changes,
  });

const lost = new LostError("Lost http://127.0.0.1:1/.");

describe("a run", () => {
  it("goes on until it is told to end, out of time or without its target", () => {
    expect(stateWith().isOver).toBe(false);
    expect(stateWith({ signal: AbortSignal.abort() })).toMatchObject({ endedBy: "interruption", isInterrupted: true });
    expect(stateWith({ timeMs: 10, elapsedMs: () => 9 }).isOver).toBe(false);
    expect(stateWith({ timeMs: 10, elapsedMs: () => 10 })).toMatchObject({
      endedBy: "time",
      isOver: true,
      isInterrupted: false,
    });
    expect(stateWith({ hasEnough: () => true })).toMatchObject({ endedBy: "findings" });
    const state = stateWith();
    state.lose(lost);
    expect(state).toMatchObject({ endedBy: "target lost", isOver: true, isLost: true, whyLost: lost.message });
  });

  it("takes the loss of its target and being cut off for an end, and nothing else", async () => {
    const state = stateWith();
    expect(await state.goThrough(async () => "through")).toBe("through");
    expect(await state.goThrough(() => Promise.reject(new CutOffError()))).toBeNull();
    expect(state.isLost).toBe(false);
    expect(await state.goThrough(() => Promise.reject(lost))).toBeNull();
    expect(state.isLost).toBe(true);
    await expect(state.goThrough(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  });
});
