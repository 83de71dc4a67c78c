import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { openContractFile } from "./contract-file.ts";

const contract = loadContract(openapiDocument);
const OPERATION = contract.operations[0]?.pointer ?? "";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "contract-file-"));
  await mkdir(join(folder, "api dir"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = async (given: string | null, from = folder) => {
  const fake = fakeContext([], { folder: from });
  const file = await openContractFile(given, contract, fake.context);
  return { file, said: fake.stderr() };
};

const write = (text: string, name = "api dir/openapi.json"): Promise<void> => writeFile(join(folder, name), text);

describe("the file that reports point into", () => {
  it("has its own lines, and says nothing where it is the contract in another layout", async () => {
    await write(`\ufeff\n\n${JSON.stringify(openapiDocument)}`);
    const { file, said } = await open("api dir/openapi.json");
    expect(file?.path).toBe("api dir/openapi.json");
    expect(file?.locate(OPERATION)?.startLine).toBe(3);
    expect(said).toBe("");
  });

  it("may differ from the contract, which is said", async () => {
    await write(JSON.stringify({ ...contract.document, info: { title: "Ours", version: "2" } }, null, 2));
    expect((await open("api dir/openapi.json")).said).toMatch(/^api dir\/openapi\.json differs from the contract/);
  });

  it("is named from the root of the repository, also from a folder in it, and by what a link leads to", async () => {
    await write(JSON.stringify(openapiDocument));
    await mkdir(join(folder, ".git"));
    await symlink(join("api dir", "openapi.json"), join(folder, "link.json"));
    expect((await open("openapi.json", join(folder, "api dir"))).file?.path).toBe("api dir/openapi.json");
    expect((await open("link.json")).file?.path).toBe("api dir/openapi.json");
  });

  it("is none where none is given", async () => {
    expect((await open(null)).file).toBeNull();
  });

  it.each([
    ["is not there", null, "--contract-path api dir/openapi.json can't be read: ENOENT"],
    [
      "is YAML",
      "openapi: 3.1.0\npaths: {}\n",
      "--contract-path api dir/openapi.json is not JSON: line 1, invalid symbol.",
    ],
    ["is empty", "", "is not JSON: line 1, value expected."],
    ["breaks off", '{\n"paths": {', "is not JSON: line 2"],
    ["is no contract", "[]", "has no PATCH /api/v1/cvms/instance-ids. Name the file that holds the contract."],
    ["has other operations", '{"paths":{"/other":{"get":{}}}}', "has no PATCH /api/v1/cvms/instance-ids."],
  ])("is refused where it %s", async (_, text, message) => {
    if (text !== null) await write(text);
    await expect(open("api dir/openapi.json")).rejects.toThrow(message);
  });

  it("is refused where no report could name it", async () => {
    await write(JSON.stringify(openapiDocument));
    await mkdir(join(folder, "elsewhere"));
    await expect(open("../api dir/openapi.json", join(folder, "elsewhere"))).rejects.toThrow("is in no Git repository");
  });

  it("is refused where it is a folder", async () => {
    await expect(open("api dir")).rejects.toThrow("can't be read: EISDIR");
  });
});
