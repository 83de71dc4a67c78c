import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { saveFile } from "./output/save-file.ts";
import { replay } from "./replay.ts";
import { fakeContext } from "./testing/fake-context.ts";

const KEY = "a-key-that-works";
const NUMBERS = Array.from({ length: 40 }, (_, index) => index + 1);
const idOf = (cvmId: number): string => cvmId.toString(16).padStart(40, "0");

let folder = "";
let server: Server;
let stored = new Set<number>();
let writesItself = true;
let others: NodeJS.Timeout | undefined;

/** Somebody else refreshes one CVM after the other, and somebody replaces them; not those that findings name. */
const refreshByOthers = (): void => {
  const moving = NUMBERS.slice(5);
  let turn = 0;
  others = setInterval(() => {
    const cvmId = moving[turn % moving.length] ?? 0;
    if (!stored.delete(cvmId)) stored.add(cvmId);
    turn += 1;
  }, 5);
};

const itemOf = (cvmId: number, identifier: string) => {
  const found = { cvm_id: cvmId, identifier, source: "gateway", verified_with_gateway: true, reason: null };
  const id = idOf(cvmId);
  return stored.has(cvmId)
    ? { ...found, status: "unchanged", old_instance_id: id, new_instance_id: id }
    : { ...found, status: "updated", old_instance_id: null, new_instance_id: id };
};

const answer = (body: Readonly<Record<string, unknown>>) => {
  const { cvm_ids: names = null, missing_only: missing = true, limit = 100 } = body;
  const named = Array.isArray(names)
    ? [...new Set(names.map(Number))].filter((cvmId) => NUMBERS.includes(cvmId))
    : NUMBERS.filter((cvmId) => missing === false || !stored.has(cvmId));
  const items = named.slice(0, Number(limit)).map((cvmId) => itemOf(cvmId, String(cvmId)));
  const updated = items.filter(({ status }) => status === "updated");
  if (writesItself) for (const { cvm_id: cvmId } of updated) stored.add(cvmId);
  const counts = { updated: updated.length, unchanged: items.length - updated.length };
  return { total: named.length, scanned: items.length, ...counts, skipped: 0, conflicts: 0, errors: 0, items };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-previews-"));
  [stored, writesItself] = [new Set<number>(), true];
  server = createServer(async (request, response) => {
    const body: unknown = await json(request).catch(() => null);
    const isRefresh = isObject(body) && request.method === "PATCH" && request.headers["x-api-key"] === KEY;
    response.writeHead(isRefresh ? 200 : 422, { "content-type": "application/json" });
    response.end(JSON.stringify(isRefresh ? answer(body) : { detail: [] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  clearInterval(others);
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const run = async (...argv: readonly string[]) => {
  const address = server.address();
  const target = `http://127.0.0.1:${isObject(address) ? address.port : ""}/`;
  const given = [...argv, "--target", target, "--api-key", KEY, "--corpus", "corpus"];
  const fake = fakeContext(given, { folder, saveFile });
  const code = await runCommandLine([check, replay], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

/** Sends again what was found of a server each of whose previews writes. */
const replayed = async (then: boolean, meanwhile = (): void => {}) => {
  const argv = ["--phases", "probe", "--laws", "dry-run-writes-nothing", "--report", "json"];
  expect((await run("check", ...argv)).code).toBe(1);
  [stored, writesItself] = [new Set(), then];
  meanwhile();
  return run("replay", "--prune");
};
const findings = async (): Promise<number> =>
  (await readdir(join(folder, "corpus"))).filter((name) => name.startsWith("finding-")).length;

it("a replay that may not write says what became of the store", async () => {
  const { code, stdout } = await replayed(true);
  expect(stdout).toContain("1 still broken");
  expect(stdout).toMatch(
    /\nBy what answers tell, \d+ CVMs? (was|were) written to by a preview: CVM \d+ \(its id before: none\)/,
  );
  expect(code).toBe(1);
});

it("a finding about previews is fixed where nothing was written", async () => {
  const { code, stdout } = await replayed(false);
  expect(stdout).toContain("1 fixed and removed");
  expect(stdout).toContain("No preview was seen to write");
  expect({ code, left: await findings() }).toEqual({ code: 0, left: 0 });
});

it("it is untested, and kept, where stored ids changed meanwhile", async () => {
  const { code, stdout } = await replayed(false, refreshByOthers);
  expect(stdout).toContain("tell of stored ids that changed while it was sent again, by whom was not seen");
  expect(stdout).toMatch(/answers told another stored id later on than at first/);
  expect({ code, left: await findings() }).toEqual({ code: 4, left: 1 });
});

it("an entry of the baseline about previews that wrote is fixed once a whole run saw none write", async () => {
  const argv = ["--phases", "probe,relations", "--laws", "dry-run-writes-nothing", "--baseline", "known.json"];
  // Known or not, previews that write leave a run inconclusive.
  expect((await run("check", ...argv, "--update-baseline")).code).toBe(4);
  const again = await run("check", ...argv);
  expect(again.stdout).not.toContain("fixed");
  writesItself = false;
  const { code, stdout } = await run("check", ...argv, "--update-baseline");
  expect(stdout).toMatch(/fixed {2}\S+ {2}dry-run-writes-nothing/);
  expect(code).toBe(0);
  expect(await readFile(join(folder, "known.json"), "utf8")).not.toContain("dry-run-writes-nothing");
});
