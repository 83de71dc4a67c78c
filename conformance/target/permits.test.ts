import { describe, expect, it } from "vitest";
import { Permits } from "./permits.ts";

/** Permits that tell who is in. */
const permitsOf = (limit: () => number) => {
  const permits = new Permits(limit);
  const inside = new Set<string>();
  const leaves = new Map<string, () => void>();
  return {
    permits,
    inside,
    enter: async (name: string, weight = 1): Promise<void> => {
      const leave = await permits.take(weight);
      inside.add(name);
      leaves.set(name, () => {
        inside.delete(name);
        leave();
      });
    },
    leave: async (name: string): Promise<void> => {
      leaves.get(name)?.();
      await new Promise(setImmediate);
    },
    settle: () => new Promise(setImmediate),
  };
};

describe("permits", () => {
  it("let in as many as the limit says, in the order in which they came", async () => {
    const { enter, leave, inside, settle, permits } = permitsOf(() => 2);
    for (const name of ["a", "b", "c", "d"]) void enter(name);
    await settle();
    expect([[...inside], permits.holders, permits.waiting]).toEqual([["a", "b"], 2, 2]);
    await leave("a");
    expect([...inside]).toEqual(["b", "c"]);
  });

  it("let in what is heavier than the limit, alone, and nobody past it", async () => {
    const { enter, leave, inside, settle } = permitsOf(() => 3);
    void enter("light");
    void enter("heavy", 6);
    void enter("late");
    await settle();
    expect([...inside]).toEqual(["light"]);
    await leave("light");
    expect([...inside]).toEqual(["heavy"]);
    await leave("heavy");
    expect([...inside]).toEqual(["late"]);
  });

  it("let in more once the limit has grown", async () => {
    let limit = 1;
    const { enter, inside, settle, permits } = permitsOf(() => limit);
    void enter("a");
    void enter("b");
    limit = 2;
    permits.update();
    await settle();
    expect([...inside]).toEqual(["a", "b"]);
  });
});
