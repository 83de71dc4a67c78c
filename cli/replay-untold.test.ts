import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isObject, loadContract, openapiDocument } from "../contract/index.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { replay } from "./replay.ts";
import { fakeContext } from "./testing/fake-context.ts";

const LAW = "dry-run-writes-nothing";
const ID = "a".repeat(40);
/** Made of the law, the operation and the discriminator. */
const fingerprint = "378dc9b32a87";
const UPDATED = {
  cvm_id: 7,
  identifier: "7",
  status: "updated",
  old_instance_id: null,
  new_instance_id: ID,
  source: "teepod_state",
  verified_with_gateway: true,
  reason: null,
};
const NONE = { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };

/** Replays a finding about previews, whose answers were not kept, on a server that gives `answer` to each request. */
const replayed = async (answer: object): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "untold-"));
  const [{ id: operation = "" } = {}] = loadContract(openapiDocument).operations;
  const step = { credential: "member", method: "PATCH", path: "/api/v1/cvms/instance-ids" };
  const headers = { "content-type": "application/json" };
  const record = {
    ...{ schemaVersion: 1, kind: "finding", fingerprint, law: LAW, operation, discriminator: "d", level: "must" },
    ...{ message: "m", expected: "e", actual: "a", needs: { writes: false, state: true } },
    found: { at: "2026-01-21T00:00:00.000Z", seed: 7, phase: "probe", version: "0.0.0", contract: "0".repeat(64) },
    steps: ['{"dry_run":true}', '{"cvm_ids":["7"],"dry_run":true}'].map((body) => ({ ...step, headers, body })),
  };
  await mkdir(join(folder, "corpus"));
  await writeFile(join(folder, "corpus", `finding-${fingerprint}.json`), JSON.stringify(record));
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const body = request.url === "/state" ? { "7": null } : answer;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const target = `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
  const argv = ["replay", "--corpus", "corpus", "--target", target, "--api-key", "a-key-that-works"];
  const fake = fakeContext([...argv, "--state-url", `${target}/state`], { folder });
  await runCommandLine([replay], fake.context);
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
  return fake.stdout();
};

it("does not tell to put a store back of which the finding's answers told nothing", async () => {
  const stdout = await replayed({ ...NONE, total: 1, scanned: 1, updated: 1, items: [UPDATED] });
  expect(stdout).toContain("the answers kept with it do not tell what it wrote");
  expect(stdout).not.toContain("ut it back");
});

it("does not tell to give the state probe that was given", async () => {
  const stdout = await replayed(NONE);
  expect(stdout).toContain("The CVMs that they are about may not be there, or be stored otherwise than then\n");
});
