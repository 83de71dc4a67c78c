import { describe, expect, it } from "vitest";
import { inTurn } from "./in-turn.ts";

const settled = (): Promise<void> => new Promise(setImmediate);

describe("tasks in turn", () => {
  it("run so many at a time, in the order in which they came", async () => {
    const run = inTurn(2);
    const started: number[] = [];
    const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    const tasks = gates.map((gate, index) =>
      run(async () => {
        started.push(index);
        await gate.promise;
        return index;
      }),
    );
    expect(started).toEqual([0, 1]);
    gates[1]?.resolve();
    await settled();
    expect(started).toEqual([0, 1, 2]);
    for (const gate of gates) gate.resolve();
    expect(await Promise.all(tasks)).toEqual([0, 1, 2, 3]);
  });

  it("give their place on even when they fail", async () => {
    const run = inTurn(1);
    const failing = run(() => Promise.reject(new Error("no")));
    const next = run(async () => "yes");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("yes");
    expect(await run(async () => "again")).toBe("again");
  });

  it("are never more at a time, however they come and go", async () => {
    const run = inTurn(3);
    const seen = { now: 0, most: 0 };
    const task = async (): Promise<void> => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await settled();
      seen.now -= 1;
    };
    const caller = async (): Promise<void> => {
      for (let round = 0; round < 5; round += 1) await run(task);
    };
    await Promise.all(Array.from({ length: 10 }, caller));
    expect(seen).toEqual({ now: 0, most: 3 });
  });
});
