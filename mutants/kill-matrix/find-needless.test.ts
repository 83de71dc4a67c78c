import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Law, loadLaws, type Report, type ReportedFinding } from "../../conformance/index.ts";
import { demoKeys, type Reference } from "../../reference-impl/index.ts";
import { loadMutant } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { gate } from "../suites/gate.ts";
import { findNeedless } from "./find-needless.ts";

const laws = await loadLaws();
const law = (id: string): Law => {
  const found = laws.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no law ${id}.`);
  return found;
};

let world: MutantWorld;
const servers: Reference[] = [];

beforeAll(async () => {
  world = await openMutantWorld();
});

afterAll(async () => {
  for (const server of servers) await server.close();
  await world.close();
});

/** A mutant, and what one law finds in it. */
const found = async (mutant: string, id: string) => {
  const server = await world.start((await loadMutant(mutant)).changes);
  servers.push(server);
  const key = demoKeys.find(({ name }) => name === "member")?.key ?? "";
  const subject = { url: new URL(server.url), key, allowWrites: true };
  const stateUrl = new URL(`${server.url}/__state`);
  const check = (tried: readonly Law[]): Promise<Report> =>
    gate(subject, 1, { stateUrl, laws: tried, phases: ["probe", "writes"] });
  const { findings } = await gate(subject, 1_000, {
    stateUrl,
    laws: [law(id)],
    phases: ["probe", "boundary", "writes"],
  });
  const [finding] = findings;
  if (finding === undefined) throw new Error(`${id} found nothing in ${mutant}.`);
  return { finding, check };
};

/** The finding, with members that its requests do not have. */
const padded = (finding: ReportedFinding, more: (body: object) => object): ReportedFinding => ({
  ...finding,
  steps: finding.steps.map((step) => {
    const body: unknown = JSON.parse(String(step.body));
    return { ...step, body: JSON.stringify(typeof body === "object" && body !== null ? more(body) : body) };
  }),
});

describe("what a finding could do without", () => {
  it("is nothing where it was shrunk", async () => {
    const { finding, check } = await found("conflict-written", "conflict-writes-nothing");
    expect(await findNeedless(law(finding.law), finding, check)).toBeNull();
  });

  it("is an element that one of a law's lists holds in vain", async () => {
    const { finding, check } = await found("conflict-written", "conflict-writes-nothing");
    const more = padded(finding, (body) => ({
      ...body,
      cvm_ids: ["no-such-cvm", ...("cvm_ids" in body && Array.isArray(body.cvm_ids) ? body.cvm_ids : [])],
    }));
    expect(await findNeedless(law(finding.law), more, check)).toEqual(finding.steps.map(({ body }) => body));
  });

  it("is a member that a single request has in vain", async () => {
    const { finding, check } = await found("conflicts-always-zero", "counts-match-items");
    const more = padded(finding, (body) => ({ ...body, limit: 100 }));
    expect(await findNeedless(law(finding.law), finding, check)).toBeNull();
    expect(await findNeedless(law(finding.law), more, check)).toEqual(finding.steps.map(({ body }) => body));
  });
});
