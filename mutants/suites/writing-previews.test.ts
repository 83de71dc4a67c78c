import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { changeDecision } from "../changes/change-decision.ts";
import { changeOptions } from "../changes/change-options.ts";
import type { MutantChange } from "../define-mutant.ts";
import { loadMutant } from "../load-mutants.ts";
import { refusal } from "../changes/change-validation.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld, withKeys } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

const mutantNamed = async (name: string): Promise<MutantChange> => (await loadMutant(name)).changes;

const check: CheckingWorld["check"] = (...args) => checking.check(...args);

const everyKey = withKeys(["member", "other", "admin"]);

/** Ignores `dry_run` where the caller is one of some workspace, or an admin. */
const writesFor = (
  who: (caller: { readonly isAdmin: boolean; readonly workspaceId: string }) => boolean,
): MutantChange => ({
  at: "steps",
  make: ({ select }) => ({
    select: (selected, caller, options) => {
      if (who(caller)) Object.assign(options, { dryRun: false });
      return select(selected, caller, options);
    },
  }),
});

describe.concurrent("without leave to write, a server whose previews write", () => {
  it.each([
    ["dry-run-ignored"],
    ["dry-run-writes-conflicts"],
    ["dry-run-writes-from-gateway"],
    ["dry-run-writes-from-info"],
    ["dry-run-writes-instance-form"],
    ["dry-run-writes-named-cvms"],
    ["dry-run-writes-the-first"],
    ["dry-run-writes-unverified"],
    ["dry-run-writes-with-limit-1"],
    ["dry-run-writes-with-overwrite"],
    ["unknown-name-makes-dry-run-write"],
  ])("is found out by the one CVM that shows it: %s", async (name) => {
    const { report, written } = await check(await mutantNamed(name), () => ({}));
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(written.length).toBe(1);
    expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
    expect(report.findings[0]?.message).toMatch(
      new RegExp(`CVM ${written[0]} (is without an id|has the id [0-9a-f]{40}) again`),
    );
    expect(report.findings[0]?.steps.length).toBe(2);
    expect(report.findings[0]?.curl.length).toBe(2);
  });

  it.each([
    ["an admin asks", writesFor(({ isAdmin }) => isAdmin)],
    ["somebody of another workspace asks", writesFor(({ workspaceId }) => workspaceId === "demo-other")],
  ])("is found out by one CVM where it writes only when %s", async (_, changes) => {
    const { report, written } = await check(changes, () => everyKey);
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(written.length).toBe(1);
  });

  it("is found out by a single request where it writes only above a limit", async () => {
    const above100 = changeOptions((options) => ({ ...options, dryRun: options.dryRun && options.limit <= 100 }));
    const { report, written } = await check(above100, () => ({}));
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    const [preview] = report.findings[0]?.steps ?? [];
    expect(preview?.response).toMatchObject({
      status: 200,
      body: expect.stringContaining(`"updated":${written.length}`),
    });
  });

  it("is found out by one CVM where it writes only with overwrite, and no limit is above 200", async () => {
    const narrow: MutantChange = {
      at: "steps",
      make: ({ validateRequest, toRefreshOptions }) => ({
        validateRequest: (body) =>
          isObject(body) && typeof body.limit === "number" && body.limit > 200
            ? refusal("limit")
            : validateRequest(body),
        toRefreshOptions: (request) => {
          const options = toRefreshOptions(request);
          return { ...options, dryRun: options.dryRun && !options.overwrite };
        },
      }),
    };
    const { report, written } = await check(narrow, () => ({}));
    // A preview, and the look that shows that it was written.
    expect(report.findings.find(({ law }) => law === "dry-run-writes-nothing")?.steps.length).toBe(2);
    expect(written.length).toBe(1);
    expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
  });

  it.each([[2], [7], [10]])(
    "is shown, with a state probe, by the preview that wrote, be it a look: each %ith",
    async (nth) => {
      let previews = 0;
      const { report, written } = await check(
        writesFor(() => {
          previews += 1;
          return previews % nth === 0;
        }),
        (url) => ({ stateUrl: new URL("/__state", url) }),
      );
      const [shown] = report.findings.find(({ law }) => law === "dry-run-writes-nothing")?.steps ?? [];
      const text = shown !== undefined && "status" in shown.response ? shown.response.body : null;
      const answer: unknown = typeof text === "string" ? JSON.parse(text) : null;
      const items = isObject(answer) && Array.isArray(answer.items) ? answer.items.filter(isObject) : [];
      const told = items.filter(({ status }) => status === "updated").map(({ cvm_id: id }) => String(id));
      expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(told);
      expect(written).toEqual(told);
    },
  );

  it("is sent nothing more that could write", async () => {
    const { report } = await check(await mutantNamed("dry-run-ignored"), () => ({}));
    expect(report.previews?.casesNotSent).toBeGreaterThan(200);
    const untried = report.laws.find(({ id }) => id === "running-only-narrows");
    expect(untried).toMatchObject({ verdict: "not-exercised", missing: expect.stringContaining("previews write") });
  });

  it("is not called conforming where that is known, or the law is not asked", async () => {
    const { report } = await check(await mutantNamed("dry-run-ignored"), () => ({
      skippedLawIds: ["dry-run-writes-nothing"],
    }));
    expect(report.findings).toEqual([]);
    expect(report.outcome).toBe("inconclusive");
  });
});

// One by one: the farther apart what they write is, the longer they are watched.
describe("without leave to write, a server whose previews write what they do not tell", () => {
  it.each([["dry-run-writes-skipped-idle"], ["dry-scan-writes-past-limit"]])(
    "is found out by the state probe: %s",
    async (name) => {
      const { report, written } = await check(await mutantNamed(name), (url) => ({
        stateUrl: new URL("/__state", url),
      }));
      expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
      // What it wrote out of its reach has to be seen twice, before it is said to be its work.
      const { written: byPreview = [], alsoChanged = [] } = report.previews ?? {};
      expect([...byPreview, ...alsoChanged].map(({ cvmId }) => cvmId).toSorted()).toEqual(written.toSorted());
    },
  );
});

/** Writes a CVM that a preview tells of, and one only: the last that a run would name by chance. */
const writesOne = changeDecision((item, { options, write }) => {
  if (options.dryRun && item.status === "updated" && item.cvmId === 1305) write(item);
  return item;
});

describe("with leave to write, a server whose previews write one CVM only", () => {
  it.each([
    ["without a state probe", () => ({})],
    ["with one", (url: string) => ({ stateUrl: new URL("/__state", url) })],
  ] as const)("is found out by the probe %s", async (_, options) => {
    const { report } = await check(writesOne, options, true);
    expect(mustLaws(report)).toContain("dry-run-writes-nothing");
    expect(report.previews).toBeNull();
    // The run goes on: it may write.
    expect(
      report.phases.every(({ name, requests, skipped }) => skipped !== null || name === "probe" || requests > 100),
    ).toBe(true);
  });
});

describe("with leave to write, a server whose previews write", () => {
  const laws = ["skipped-writes-nothing", "conflict-writes-nothing", "error-writes-nothing"];

  it.each([["dry-run-ignored"], ["dry-run-writes-from-gateway"], ["dry-run-writes-the-first"]])(
    "is not accused of writing what its requests leave alone: %s",
    async (name) => {
      const held = async (stateUrl: (url: string) => URL | null): Promise<readonly string[]> => {
        const { report } = await check(
          await mutantNamed(name),
          (url) => ({ stateUrl: stateUrl(url), lawIds: laws, phases: ["probe", "writes"] }),
          true,
          2_000,
        );
        expect(report.laws.filter(({ id, evidence }) => laws.includes(id) && evidence > 0).length).toBe(3);
        return mustLaws(report);
      };
      expect(await held((url) => new URL("/__state", url))).toEqual([]);
      expect(await held(() => null)).toEqual([]);
    },
  );
});

describe("with leave to write and every key, a server whose previews write", () => {
  const laws = ["members-stay-in-their-workspace", "unnamed-stay-as-they-were"];

  it.each([["dry-run-ignored"], ["dry-run-writes-the-first"]])(
    "is not accused of what its previews wrote as if requests beside them had: %s",
    async (name) => {
      const accused = async (stateUrl: (url: string) => URL | null): Promise<readonly string[]> => {
        const { report } = await check(
          await mutantNamed(name),
          (url) => ({ ...everyKey, stateUrl: stateUrl(url), lawIds: laws, phases: ["probe", "writes", "access"] }),
          true,
          2_000,
        );
        return mustLaws(report);
      };
      expect(await accused((url) => new URL("/__state", url))).toEqual([]);
      expect(await accused(() => null)).toEqual([]);
    },
  );
});

describe("what is sent to look after previews", () => {
  it("shows what it shows, as any request does", async () => {
    const ignoresLimit = changeOptions((options) => ({ ...options, limit: 500 }));
    const { report } = await check(ignoresLimit, () => ({ phases: ["probe"] }));
    expect(mustLaws(report)).toContain("scanned-within-limit");
  });
});

describe("without leave to write, a server whose previews write nothing", () => {
  it("is looked at all the same, and found as it was", async () => {
    const { report, written } = await check({ at: "steps", make: () => ({}) }, () => ({}));
    expect(mustLaws(report)).toEqual([]);
    expect(written).toEqual([]);
    expect(report.previews).toMatchObject({ written: [], casesNotSent: 0, wholeStore: "not looked into" });
    expect(report.previews?.cvmsLookedAt).toBeGreaterThan(30);
  });

  it("is known to be as it was where its store can be looked into", async () => {
    const { report } = await check({ at: "steps", make: () => ({}) }, (url) => ({
      stateUrl: new URL("/__state", url),
    }));
    expect(report.previews).toMatchObject({ written: [], wholeStore: "unchanged" });
  });
});
