import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keyHeaders, type PhaseName } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { reportText } from "../../library/index.ts";
import { demoKeys, type Reference } from "../../reference-impl/index.ts";
import { ROOT } from "../house/source-files.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { gate } from "./gate.ts";

const KEY = demoKeys.find(({ name }) => name === "member")?.key ?? "";

/** Mutants, a law that each breaks, and the phase in which that shows. */
const BUGS: Readonly<Record<string, readonly [law: string, phase: PhaseName]>> = {
  "400-on-malformed-json": ["malformed-is-422", "boundary"],
  "any-key-accepted": ["bad-key-is-refused", "access"],
  "camel-case-understood": ["valid-request-is-accepted", "boundary"],
  "content-type-lost-when-empty": ["content-type-is-json", "boundary"],
  "counters-before-filtering": ["counts-match-items", "boundary"],
  "crash-on-half-a-surrogate-pair": ["never-a-server-error", "boundary"],
  "detail-as-string": ["body-matches-schema", "boundary"],
  "ids-cut-at-5": ["order-of-ids-is-irrelevant", "relations"],
  "limit-ignored": ["scanned-within-limit", "boundary"],
  "loc-is-always-body": ["refusal-points-at-the-fault", "boundary"],
};
const NAMES = Object.keys(BUGS);

let world: MutantWorld;
let folder = "";
const servers: Reference[] = [];

beforeAll(async () => {
  world = await openMutantWorld();
  folder = await mkdtemp(join(tmpdir(), "vitest-report-"));
  await mkdir(join(folder, "tests"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the written files with Vitest alone, and gives the statuses of their tests by file. */
const statuses = async (env: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, readonly unknown[]>> => {
  const out = join(folder, "out.json");
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const flags = ["run", "--root", folder, "--reporter", "json", "--outputFile", out];
  const child = spawn(process.execPath, [vitest, ...flags], {
    cwd: folder,
    env: { CVM_CONTRACT_API_KEY: KEY, ...env },
    stdio: "ignore",
  });
  await once(child, "close");
  const report: unknown = JSON.parse(await readFile(out, "utf8"));
  const files: readonly unknown[] = isObject(report) && Array.isArray(report.testResults) ? report.testResults : [];
  return new Map(
    files
      .filter(isObject)
      .map(({ name, assertionResults }) => [
        basename(String(name), ".test.ts"),
        (Array.isArray(assertionResults) ? assertionResults : []).map((one: unknown) =>
          isObject(one) ? one.status : null,
        ),
      ]),
  );
};

it("is red while the bug is there, and green where it is not", async () => {
  for (const [name, [law, phase]] of Object.entries(BUGS)) {
    const server = await world.start((await loadMutant(name)).changes);
    servers.push(server);
    const subject = { url: new URL(server.url), key: KEY, allowWrites: false };
    const report = await gate(subject, 300, {
      lawIds: [law],
      phases: ["probe", phase],
      budget: "learning",
      mostFindings: 1,
      failOn: "should",
      credentialHeaders: keyHeaders({ member: KEY, admin: null, other: null }),
    });
    expect([name, report.findings[0]?.law]).toEqual([name, law]);
    const text = await reportText({ ...report, findings: report.findings.slice(0, 1) }, "vitest");
    expect(text).not.toContain(KEY);
    await writeFile(join(folder, "tests", `${name}.test.ts`), text);
  }
  expect(await statuses({})).toEqual(new Map(NAMES.map((name) => [name, ["failed"]])));
  const sound = await world.start({ at: "steps", make: () => ({}) });
  servers.push(sound);
  expect(await statuses({ CVM_CONTRACT_TARGET: sound.url })).toEqual(new Map(NAMES.map((name) => [name, ["passed"]])));
}, 240_000);
