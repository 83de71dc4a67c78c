import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { saveFile } from "../output/save-file.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { reportWith } from "../testing/report-with.ts";
import { openReportSinks } from "./report-sinks.ts";
import { reportTarget } from "./report-target.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-folder-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (path: string) => {
  const fake = fakeContext([], { folder, saveFile });
  const contract = loadContract(openapiDocument);
  return openReportSinks([{ format: "allure", path }], { laws: [], contract }, fake.context);
};

const write = async (path: string, law: string): Promise<void> => {
  const sinks = await open(path);
  for (const { onEvent } of sinks.reporters) onEvent({ kind: "run-finished", report: reportWith(law) });
  await sinks.save();
};

it("leaves what others have in the folder, and what earlier runs wrote", async () => {
  await write("all/results", "a");
  const earlier = await readdir(join(folder, "all/results"));
  await writeFile(join(folder, "all/results/other-result.json"), "{}");
  await write("all/results", "b");
  const files = await readdir(join(folder, "all/results"));
  expect(files).toEqual(expect.arrayContaining([...earlier, "other-result.json"]));
  expect(files.length).toBeGreaterThan(earlier.length + 1);
  expect(await readFile(join(folder, "all/results/other-result.json"), "utf8")).toBe("{}");
});

it("refuses a file in the folder's place, before the run", async () => {
  await writeFile(join(folder, "results"), "");
  await expect(open("results")).rejects.toThrow(
    `The report results can't be written: ${join(folder, "results")} is no folder that takes files.`,
  );
});

it("is asked for with its folder", () => {
  expect(reportTarget.decode("allure")).toMatchObject({
    isValid: false,
    expected: "a folder for allure, such as allure=allure-results",
  });
  expect(reportTarget.decode("allure=results")).toEqual({
    isValid: true,
    value: { format: "allure", path: "results" },
  });
});
