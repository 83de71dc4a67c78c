import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadScenarios, scenarioText, startMock } from "../../mock/index.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { mock as mockCommand } from "../mock.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { openScenarioFolder } from "./scenario-folder.ts";
import { scenarioJudge } from "./scenario-judge.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-scenarios-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ID = "8d719bc82013c3fe2f246d7f86fc2104b2666728";
const outcome = {
  status: "updated",
  old_instance_id: null,
  new_instance_id: ID,
  source: "teepod_state",
  verified_with_gateway: true,
  reason: null,
};
const cvm = {
  cvm_id: 7,
  vm_uuid: "96a74c95-3c59-4454-bd13-4eaf897413a3",
  app_id: "3906d0a0d03206a3b05625f549c8b2663bad9cfe",
  name: "web",
  running: true,
  outcome,
};
const world = (...cvms: readonly object[]) => ({ kind: "world", name: "mine", cvms });

const write = (content: unknown, name = "mine"): Promise<void> =>
  writeFile(join(folder, `${name}.json`), typeof content === "string" ? content : JSON.stringify(content));

const scenarioOf = async (url: string): Promise<unknown> => {
  const response = await fetch(new URL("/api/v1/cvms/instance-ids", url), {
    method: "PATCH",
    headers: { "content-type": "application/json", prefer: "example=mine" },
    body: "{}",
  });
  return [response.status, await response.json()];
};

describe("a folder of scenarios", () => {
  it("is played beside the built-in ones, and may leave out what can be guessed", async () => {
    await write(world(cvm));
    const { scenarios } = await openScenarioFolder(folder);
    const mock = await startMock({ ownScenarios: scenarios, scenario: "mine" });
    expect(await scenarioOf(mock.url)).toMatchObject([
      200,
      { updated: 1, items: [{ cvm_id: 7, new_instance_id: ID }] },
    ]);
    await mock.close();
  });

  it.each([
    ["is no JSON", "{", "mine.json: it is not JSON"],
    ["lacks a member", world({ ...cvm, running: undefined }), "mine.json: cvms[0].running: true or false was expected"],
    ["has another name", { ...world(), name: "yours" }, "mine.json holds the scenario"],
    [
      "has a UUID that is none",
      world({ ...cvm, vm_uuid: "web" }),
      "cvms[0].vm_uuid: a UUID in lower case was expected",
    ],
    ["has a CVM of number 0", world({ ...cvm, cvm_id: 0 }), "cvms[0].cvm_id: an integer above 0 was expected"],
    ["has no name in kebab case", { ...world(), name: "Mine" }, "mine.json: name: a name in kebab case was expected"],
    ["refuses with 200", { kind: "refusal", name: "mine", status: 200, body: {} }, "a status from 400 to 599"],
    [
      "has a CVM updated without an id",
      world({ ...cvm, outcome: { ...outcome, new_instance_id: null } }),
      "breaks the law ",
    ],
    ["has one CVM twice", world(cvm, { ...cvm, name: "other" }), "breaks the law "],
    ["has a 422 in a form of its own", { kind: "refusal", name: "mine", status: 422, body: { oops: 1 } }, "the law "],
  ])("is refused, and the file named, where one %s", async (_, content, message) => {
    await write(content);
    const fake = fakeContext(["mock", "--port", "0", "--scenarios", folder], { terminated: AbortSignal.abort() });
    expect(await runCommandLine([mockCommand], fake.context)).toBe(2);
    expect(fake.stderr()).toContain("mine");
    expect(fake.stderr()).toContain(message);
  });

  it("may not take a built-in name", async () => {
    await write({ ...world(), name: "mixed" }, "mixed");
    await expect(openScenarioFolder(folder)).rejects.toThrow("built-in scenario");
  });

  it("is followed: what changes is played, what is faulty is named and kept as it was", async () => {
    await write(world(cvm));
    const told = Promise.withResolvers<void>();
    const faulty = Promise.withResolvers<void>();
    const lines: string[] = [];
    const tell = (line: string): void => {
      lines.push(line);
      if (line.includes("read anew: 2 scenarios")) told.resolve();
      if (line.includes("What was read before is kept")) faulty.resolve();
    };
    const own = await openScenarioFolder(folder);
    const mock = await startMock({ ownScenarios: own.scenarios });
    const stop = own.follow(mock, tell);
    await write({ kind: "refusal", name: "closed", status: 403, body: { detail: "no" } }, "closed");
    await told.promise;
    await mock.change({ scenario: "closed" });
    await write("{");
    await faulty.promise;
    await stop();
    expect(lines.join()).toContain("mine.json: it is not JSON");
    expect(await scenarioOf(mock.url)).toMatchObject([200, { updated: 1 }]);
    expect(mock.settings().scenario).toBe("closed");
    await mock.useScenarios([]);
    expect(mock.settings().scenario).toBe("mixed");
    await mock.close();
  });
});

it("every built-in scenario obeys the laws, as it is and after it was written and read", async () => {
  const judge = await scenarioJudge();
  for (const scenario of await loadScenarios()) {
    expect(judge(scenario)).toBe(null);
    expect(JSON.parse(scenarioText(scenario))).toEqual(JSON.parse(JSON.stringify(scenario)));
  }
});
