import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Exchange } from "../../conformance/index.ts";
import { changeReply } from "../changes/change-reply.ts";
import type { MutantChange } from "../define-mutant.ts";
import { type CheckingWorld, openCheckingWorld } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

/** Is well for so many requests, and in maintenance from then on. */
const unavailableAfter = (requests: number): MutantChange => {
  let count = 0;
  return changeReply((reply) =>
    ++count > requests ? { ...reply, status: 503, body: { detail: "maintenance" } } : reply,
  );
};

it("a run that lost its target sends nothing once it is told, and blames no answer that it cut off before it was asked for", async () => {
  const exchanges: Exchange[] = [];
  const { report } = await checking.check(unavailableAfter(300), () => ({
    // So long that a busy machine answers in time.
    timeoutMs: 500,
    workers: 16,
    phases: ["probe", "boundary", "fuzz", "relations"],
    onExchange: async (exchange) => {
      exchanges.push(exchange);
    },
  }));
  const told = exchanges.length;
  expect(report.lost).toContain("it answered 503");
  expect(report.previews?.unanswered).toBeUndefined();
  // Whoever still waits for the server gives it up three times its timeout later, and sends the next request.
  await delay(2_000);
  expect(exchanges).toHaveLength(told);
});
