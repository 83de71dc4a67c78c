import { mkdtemp, open as openFile, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { saveFile } from "../output/save-file.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { reportWith } from "../testing/report-with.ts";
import { openReportSinks } from "./report-sinks.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-sinks-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (redact: (text: string) => string, path: string | null) => {
  const { context } = fakeContext([], { folder, saveFile, redact });
  const contract = loadContract(openapiDocument);
  return openReportSinks([{ format: "json", path }], { laws: [], contract }, context);
};

const failing = (): string => {
  throw new RangeError("Maximum call stack size exceeded");
};

it("leaves what stands in a report's place as it was where the report can't be made, and says so", async () => {
  await writeFile(join(folder, "report.json"), "good");
  const sinks = await open(failing, "report.json");
  for (const { onEvent } of sinks.reporters)
    expect(() => onEvent({ kind: "run-finished", report: reportWith("a") })).toThrow(RangeError);
  await expect(sinks.save()).rejects.toThrow(
    "The report report.json can't be written: Maximum call stack size exceeded. Please report this.",
  );
  expect(await readFile(join(folder, "report.json"), "utf8")).toBe("good");
});

it("says so too of one that was to go to standard output", async () => {
  const sinks = await open(failing, null);
  for (const { onEvent } of sinks.reporters)
    expect(() => onEvent({ kind: "run-finished", report: reportWith("a") })).toThrow(RangeError);
  await expect(sinks.save()).rejects.toThrow("The report on standard output can't be written");
});

it("writes a report that can be made", async () => {
  const sinks = await open((text) => text, "report.json");
  for (const { onEvent } of sinks.reporters) onEvent({ kind: "run-finished", report: reportWith("a") });
  await sinks.save();
  expect(JSON.parse(await readFile(join(folder, "report.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
});

it("makes the folder that a link leads into, not the one that the link is in", async () => {
  await symlink(join("later", "report.json"), join(folder, "link.json"));
  await open((text) => text, "link.json");
  expect((await readdir(folder)).toSorted()).toEqual(["later", "link.json"]);
});

it("refuses a link into what is no folder, and names that", async () => {
  await writeFile(join(folder, "file"), "");
  await symlink(join("file", "report.json"), join(folder, "link.json"));
  await expect(open((text) => text, "link.json")).rejects.toThrow(
    `The report link.json can't be written: ${join(folder, "file")} takes no writes.`,
  );
});

it("asks for no leave to write beside an open file that a link leads to", async () => {
  const file = await openFile(join(folder, "open.txt"), "a");
  try {
    await symlink(`/proc/self/fd/${file.fd}`, join(folder, "link.json"));
    const sinks = await open((text) => text, "link.json");
    for (const { onEvent } of sinks.reporters) onEvent({ kind: "run-finished", report: reportWith("a") });
    await sinks.save();
  } finally {
    await file.close();
  }
  expect(JSON.parse(await readFile(join(folder, "open.txt"), "utf8"))).toMatchObject({ schemaVersion: 1 });
});
