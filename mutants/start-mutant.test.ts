import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MutantChange } from "./define-mutant.ts";
import { loadMutant } from "./load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "./start-mutant.ts";

const PATH = "/api/v1/cvms/instance-ids";
const SOUND: MutantChange = { at: "steps", make: () => ({}) };

let world: MutantWorld;

beforeAll(async () => {
  world = await openMutantWorld();
});

afterAll(() => world.close());

/** What a server has stored before and after a wet run over everything, and its answer. */
const wetRun = async (changes: MutantChange): Promise<{ before: string; after: string; answer: string }> => {
  const server = await world.start(changes);
  try {
    const before = await (await fetch(`${server.url}/__state`)).text();
    const response = await fetch(`${server.url}${PATH}`, {
      method: "PATCH",
      headers: { "content-type": "application/json", "x-api-key": "demo-member-key" },
      body: JSON.stringify({ limit: 500 }),
    });
    return { before, answer: await response.text(), after: await (await fetch(`${server.url}/__state`)).text() };
  } finally {
    await server.close();
  }
};

describe("the mutants of one world", () => {
  it("start from the same fresh data, whatever the one before wrote", async () => {
    const [first, second] = [await wetRun(SOUND), await wetRun(SOUND)];
    expect(first.after).not.toBe(first.before);
    expect(second).toEqual(first);
  });

  it("are broken in the step that they change", async () => {
    const { changes } = await loadMutant("total-always-zero");
    const { answer } = await wetRun(changes);
    expect(answer).toContain('"total":0,');
    expect((await wetRun(SOUND)).answer).not.toContain('"total":0,');
  });

  it("are broken in what they ask upstreams, and leave the next one to its own", async () => {
    const sound = await wetRun(SOUND);
    const deaf: MutantChange = {
      at: "steps",
      make: ({ gather }) => ({
        gather: (sources, cvms, deadline) =>
          gather({ ...sources, teepodState: async () => ({ kind: "answered", value: new Map() }) }, cvms, deadline),
      }),
    };
    expect(sound.answer).toContain('"source":"teepod_state"');
    expect((await wetRun(deaf)).answer).not.toContain('"source":"teepod_state"');
    expect(await wetRun(SOUND)).toEqual(sound);
  });

  it("are broken in the store that they change", async () => {
    const { changes } = await loadMutant("never-persists");
    const { before, after, answer } = await wetRun(changes);
    expect(after).toBe(before);
    expect(answer).toBe((await wetRun(SOUND)).answer);
  });
});
