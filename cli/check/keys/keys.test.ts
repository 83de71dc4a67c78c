import { createServer, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../contract/index.ts";
import { listenOn, soundly } from "../testing/served.ts";
import { runCheck } from "../testing/run-check.ts";

const KEY = "Member-Key-1234";

const ACCESS = ["--phases", "probe,access", "--timeout", "2s"];
const PROBE = ["--phases", "probe", "--laws", "counts-sum-to-scanned", "--timeout", "2s"];

const serving = async (lets: (request: IncomingMessage) => boolean): Promise<string> =>
  `http://127.0.0.1:${await listenOn(createServer(soundly(lets)))}`;

const evidenceIn = (report: unknown, id: string): unknown => {
  const laws = isObject(report) && Array.isArray(report.laws) ? report.laws : [];
  return laws.find((law: unknown) => isObject(law) && law.id === id)?.evidence;
};

describe("check --key-header", () => {
  it.each([
    ["Authorization: Bearer {key}", "authorization", `Bearer ${KEY}`],
    ["Authorization: {key}", "authorization", KEY],
    ["Cookie: session={key}", "cookie", `session=${KEY}`],
    ["X-Acme-Token: {key}", "x-acme-token", KEY],
  ])("sends the key, and what is made of it to be refused, as %s", async (line, name, value) => {
    const seen = new Set<string>();
    let usual = 0;
    const target = await serving(({ headers, method }) => {
      const given = headers[name];
      if (method === "PATCH") seen.add(typeof given === "string" ? given : "none");
      if (headers["x-api-key"] !== undefined) usual += 1;
      return given === value;
    });
    const { code, broken, report } = await runCheck(target, ...ACCESS, "--api-key", KEY, "--key-header", line);
    expect(broken).toEqual([]);
    expect(usual).toBe(0);
    const before = value.slice(0, -KEY.length);
    for (const made of [`${KEY}xx`, `xx${KEY}`, KEY.slice(0, -1), "mEMBER-kEY-1234"])
      expect(seen).toContain(`${before}${made}`);
    for (const id of ["altered-key-is-refused", "bad-key-is-refused", "missing-key-is-refused"])
      expect({ id, evidence: evidenceIn(report, id) }).toEqual({ id, evidence: expect.any(Number) });
    expect(evidenceIn(report, "altered-key-is-refused")).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it("finds a server that takes half a cookie for the key", async () => {
    const target = await serving(({ headers }) => headers.cookie?.startsWith(`session=${KEY.slice(0, 8)}`) === true);
    const argv = [...ACCESS, "--api-key", KEY, "--key-header", "Cookie: session={key}"];
    const { broken, report, stdout } = await runCheck(target, ...argv);
    expect(broken).toContain("altered-key-is-refused");
    expect(stdout).toContain(`-H "Cookie: session=$CVM_CONTRACT_API_KEY"`);
    expect(`${stdout}${JSON.stringify(report)}`).not.toContain(KEY);
  });

  it("faults no server that takes the key without a scheme, as it is told to, and with Bearer", async () => {
    const target = await serving(({ headers }) => [KEY, `Bearer ${KEY}`].includes(headers.authorization ?? ""));
    const argv = [...ACCESS, "--api-key", KEY, "--key-header", "Authorization: {key}", "--fail-on", "should"];
    expect((await runCheck(target, ...argv)).broken).toEqual([]);
  });

  it.each([
    ["Authorization: Bearer {key}", "The key, sent as Authorization: Bearer, is not taken"],
    ["Cookie: session={key}", "The key, sent as Cookie: session, is not taken"],
    ["X-Acme-Token: {key}", "The key, sent as X-Acme-Token, is not taken"],
  ])("names the header where the key is not taken: %s", async (line, words) => {
    const { code, stderr } = await runCheck(
      await serving(() => false),
      ...PROBE,
      "--api-key",
      KEY,
      "--key-header",
      line,
    );
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });

  it.each(["X-API-Key", "X-API-Key: key", "A: {key}{key}", "A b: {key}"])("takes no %j", async (line) => {
    const { code, stderr } = await runCheck("http://127.0.0.1:1", "--api-key", KEY, "--key-header", line);
    expect(stderr).toContain("--key-header needs a header with {key} once in its value, such as 'X-API-Key: {key}'");
    expect(code).toBe(2);
  });
});

describe("check --api-key-command", () => {
  it("runs it again where the key has expired, and hides every key", async () => {
    // A key lasts a second and a half.
    const ageOf = (key: unknown): number => (Date.now() - Number(String(key).replace("token-of-", ""))) / 1_000;
    const keys = new Set<unknown>();
    let refused = 0;
    const target = await serving(({ headers, method }) => {
      const key = headers["x-api-key"];
      const isTaken = key !== undefined && ageOf(key) < 1.5;
      if (method === "PATCH" && isTaken) keys.add(key);
      if (method === "PATCH" && !isTaken && key !== undefined && /^token-of-\d+$/.test(String(key))) refused += 1;
      return isTaken;
    });
    const command = `'${process.execPath}' -p '"token-of-" + Date.now()'`;
    const argv = ["--phases", "probe,fuzz", "--rate", "80", "--laws", "counts-sum-to-scanned"];
    const { broken, stdout, stderr, report } = await runCheck(target, ...argv, "--api-key-command", command);
    expect({ broken, lost: isObject(report) && report.lost }).toEqual({ broken: [], lost: null });
    expect(keys.size).toBeGreaterThan(1);
    expect(refused).toBeGreaterThan(0);
    for (const key of keys) expect(`${stdout}${stderr}${JSON.stringify(report)}`).not.toContain(key);
  });

  it.each([
    ["exit 3", "it ended with 3."],
    ["echo a-secret-key; echo no login >&2; exit 1", "it ended with 1 and said: no login."],
    ["true", "it printed nothing."],
    ["echo a-secret-key; echo another-one", "what it printed (not shown) is no key"],
  ])("ends with 2 where it gives no key: %s", async (command, words) => {
    const { code, stderr } = await runCheck("http://127.0.0.1:1", "--api-key-command", command);
    expect(stderr).toContain(`--api-key-command gave no key: ${words}`);
    expect(stderr).not.toContain("a-secret-key");
    expect(code).toBe(2);
  });

  it("ends with 2 where a key is given as well", async () => {
    const { code, stderr } = await runCheck("http://127.0.0.1:1", "--api-key", KEY, "--api-key-command", "echo a-key");
    expect(stderr).toContain("--api-key and --api-key-command both give the member's key.");
    expect(code).toBe(2);
  });
});
