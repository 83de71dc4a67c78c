import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { Alone } from "./alone.ts";

/** Work that tells when it begins and ends. */
const work = (log: string[], name: string, ms: number) => async (): Promise<string> => {
  log.push(`${name} begins`);
  await delay(ms);
  log.push(`${name} ends`);
  return name;
};

it("tells when others begin to wait for what is done alone, and when they no longer do", async () => {
  const log: string[] = [];
  const alone = new Alone((isAlone) => log.push(isAlone ? "alone" : "not alone"));
  await Promise.all([alone.by(work(log, "a", 2)), alone.by(work(log, "b", 1)), alone.beside(work(log, "c", 1))]);
  expect(log).toEqual(["alone", "a begins", "a ends", "b begins", "b ends", "not alone", "c begins", "c ends"]);
});

it("has nothing done beside what is done alone", async () => {
  const alone = new Alone();
  const log: string[] = [];
  const all = [
    alone.beside(work(log, "a", 10)),
    alone.beside(work(log, "b", 5)),
    alone.by(work(log, "c", 5)),
    alone.beside(work(log, "d", 1)),
    alone.by(work(log, "e", 1)),
  ];
  expect(await Promise.all(all)).toEqual(["a", "b", "c", "d", "e"]);
  expect(log).toEqual([
    "a begins",
    "b begins",
    "b ends",
    "a ends",
    "c begins",
    "c ends",
    "e begins",
    "e ends",
    "d begins",
    "d ends",
  ]);
});

it("goes on after work that fails", async () => {
  const alone = new Alone();
  await expect(alone.by(() => Promise.reject(new Error("first")))).rejects.toThrow("first");
  await expect(alone.beside(() => Promise.reject(new Error("second")))).rejects.toThrow("second");
  expect(await alone.by(async () => 3)).toBe(3);
});

it("waits no longer than a while for what is never done", async () => {
  const alone = new Alone();
  void alone.beside(() => new Promise<never>(() => {}));
  expect(await alone.by(async () => 3)).toBe(3);
  expect(await alone.beside(async () => 4)).toBe(4);
});
