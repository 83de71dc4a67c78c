import { expect, it } from "vitest";
import { keyHeaders, phaseNames } from "../../conformance/index.ts";
import {
  createMemoryStore,
  decodeKeys,
  demoKeys,
  smallFleet,
  startReference,
  startSimulator,
} from "../../reference-impl/index.ts";
import { gate } from "./gate.ts";

/** Enough for every phase to say something; the reference without all this is held to thousands elsewhere. */
const CASES = 100;

const keyNamed = (name: string): string | null => demoKeys.find((key) => key.name === name)?.key ?? null;

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();

it("the reference keeps every law with its limits, logs, audit log and address for operators on, and audits each write", async () => {
  const fleet = smallFleet(1);
  const simulator = await startSimulator(fleet.world);
  const lines: string[] = [];
  const audited: string[] = [];
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(fleet.cvms),
    fleet,
    upstreams: simulator,
    keys: () => decodeKeys(demoKeys),
    testState: true,
    adminAddress: { host: "127.0.0.1", port: 0 },
    operatorRoutes: ["health", "metrics"],
    requestsPerMinute: 1_000_000,
    log: (line) => lines.push(line),
    audit: async (text) => void audited.push(...text.trimEnd().split("\n")),
  });
  try {
    const keys = { member: keyNamed("member"), other: keyNamed("other"), admin: keyNamed("admin") };
    const report = await gate({ url: new URL(reference.url), key: keys.member, allowWrites: true }, CASES, {
      phases: phaseNames,
      credentials: ["member", "other", "admin"],
      credentialHeaders: keyHeaders(keys),
      profile: "reference",
      budget: "learning",
      stateUrl: new URL("/__state", reference.adminUrl),
    });
    expect(report.findings).toEqual([]);
    expect(report.outcome).toBe("conforms");

    const metrics = await textAt(`${reference.adminUrl}/metrics`);
    const updated = [...metrics.matchAll(/items_total\{status="updated",source="\w+",dry_run="false"\} (\d+)/g)];
    expect(updated.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(audited.length);
    expect(audited.length).toBeGreaterThan(0);
    for (const { key } of demoKeys) expect([...lines, ...audited].join("")).not.toContain(key);
  } finally {
    await reference.close();
    await simulator.close();
  }
});
