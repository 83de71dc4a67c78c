import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { askApp } from "./ask-app.ts";

const wire = { origin: "http://in.process", method: "GET", path: "/", headers: {}, body: null };
const origin = new URL(wire.origin);

/** Asks a handler, waits for 20 ms, listens for so long after that, and gives what came and what was heard. */
const listened = async (handler: () => Promise<Response>, listenMs: number) => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const outcome = await askApp(handler, wire, {
    origin,
    wait: { limitMs: 20.3, listenMs: () => listenMs, onSettled: resolve },
  });
  return { outcome, wasHeard: await promise };
};

describe("a handler that has not answered in time", () => {
  it("counts as not answered, and is heard where it answers late", async () => {
    const late = async (): Promise<Response> => {
      await delay(100);
      return new Response("late");
    };
    const { outcome, wasHeard } = await listened(late, 30_000);
    expect(outcome).toMatchObject({ kind: "fault", fault: "timeout", detail: "no whole answer within 20 ms" });
    expect(wasHeard).toBe(true);
  });

  it("is not heard where it never answers", async () => {
    const { outcome, wasHeard } = await listened(() => new Promise(() => {}), 20);
    expect(outcome).toMatchObject({ kind: "fault", fault: "timeout" });
    expect(wasHeard).toBe(false);
  });
});
