import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outcomeText, type Report } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import {
  type Caller,
  type RefreshItem,
  type RefreshOptions,
  type Seams,
  smallFleet,
} from "../../reference-impl/index.ts";
import { changeDecision } from "../changes/change-decision.ts";
import { refusal } from "../changes/change-validation.ts";
import type { MutantChange } from "../define-mutant.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld, withKeys } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  const fleet = smallFleet(1);
  // So that the admin's own workspace is empty.
  checking = await openCheckingWorld({
    ...fleet,
    cvms: fleet.cvms.filter(({ workspaceId }) => workspaceId !== "demo-admin"),
  });
});
afterAll(() => checking.close());

const everyKey = withKeys(["member", "admin"]);

/** Ignores `dry_run` in some requests, and refuses others as invalid. */
const writesWhere = (
  doesWrite: (options: RefreshOptions, caller: Caller) => boolean,
  refuses: (body: Readonly<Record<string, unknown>>) => boolean = () => false,
): MutantChange => ({
  at: "steps",
  make: ({ select, validateRequest }): Partial<Seams> => ({
    validateRequest: (body) => (isObject(body) && refuses(body) ? refusal("cvm_ids") : validateRequest(body)),
    select: (selected, caller, options) => {
      if (doesWrite(options, caller)) Object.assign(options, { dryRun: false });
      return select(selected, caller, options);
    },
  }),
});

const names = ({ cvmIds }: RefreshOptions): number => cvmIds?.length ?? 0;

describe.concurrent("without leave to write, a server whose previews write", () => {
  it.each([[1], [2], [3], [6], [12], [30]])(
    "where more than %i CVMs are named is found out by the one CVM that shows it",
    async (most) => {
      const { report, written } = await checking.check(
        writesWhere((options) => names(options) > most),
        () => ({}),
      );
      expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
      expect(written.length).toBe(1);
      expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
    },
  );

  it.each<[string, (options: RefreshOptions, caller: Caller) => boolean]>([
    ["an admin names CVMs of other workspaces", (options, { isAdmin }) => isAdmin && names(options) > 0],
    ["CVMs are named with overwrite", (options) => options.overwrite && names(options) > 0],
    [
      "several CVMs are named with overwrite and without the other filters",
      (options) => options.overwrite && !options.missingOnly && !options.runningOnly && names(options) > 1,
    ],
  ])("where %s is found out by one CVM", async (_, doesWrite) => {
    const { report, written } = await checking.check(writesWhere(doesWrite), () => everyKey);
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(written.length).toBe(1);
    expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
  });

  it.each([[10], [99], [100], [200], [499]])(
    "where CVMs are named and the limit is above %i is found out by one CVM",
    async (most) => {
      const { report, written } = await checking.check(
        writesWhere((options) => names(options) > 0 && options.limit > most),
        () => ({}),
      );
      expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
      expect(written.length).toBe(1);
      expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
    },
  );

  it.each([[100], [200], [499]])("where the limit is above %i, named or not, is found out by one CVM", async (most) => {
    const { report, written } = await checking.check(
      writesWhere((options) => options.limit > most),
      () => ({}),
    );
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(written.length).toBe(1);
    expect(report.previews?.written.map(({ cvmId }) => cvmId)).toEqual(written);
  });

  it("in scans of more than 100 is told with all that the one request wrote", async () => {
    const { report, written } = await checking.check(
      writesWhere((options) => options.cvmIds === null && options.limit > 100),
      () => ({}),
    );
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(report.previews?.written.map(({ cvmId }) => cvmId).toSorted()).toEqual(written.toSorted());
    expect(report.findings[0]?.steps[0]?.response).toMatchObject({
      body: expect.stringContaining(`"updated":${written.length}`),
    });
  });

  it.each([[4], [7], [20]])("in scans of more than %i is told with all that was written", async (most) => {
    const { report, written } = await checking.check(
      writesWhere((options) => options.cvmIds === null && options.limit > most),
      () => ({}),
    );
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    const { written: byPreview = [], alsoChanged = [] } = report.previews ?? {};
    expect([...byPreview, ...alsoChanged].map(({ cvmId }) => cvmId).toSorted()).toEqual(written.toSorted());
    expect(written.length).toBeLessThanOrEqual(10);
  });

  const isList = ({ cvm_ids: list }: Readonly<Record<string, unknown>>): boolean => Array.isArray(list);
  const fails = (): never => {
    throw new Error("This server fails where its store is looked at.");
  };

  it("and refuses each list, and whose store can be looked into, is found out by one CVM", async () => {
    const { report, written } = await checking.check(
      writesWhere(() => true, isList),
      (url) => ({ stateUrl: new URL("/__state", url) }),
    );
    expect(mustLaws(report)).toContain("dry-run-writes-nothing");
    expect(written.length).toBe(1);
    expect(report.previews).toMatchObject({ written: [{ cvmId: written[0] }], unseen: [] });
  });

  it.each<[string, string, (body: Readonly<Record<string, unknown>>) => boolean]>([
    ["refuses each list", "valid-request-is-accepted", isList],
    [
      "refuses what shows all that is stored",
      "valid-request-is-accepted",
      ({ missing_only: missing }) => missing === false,
    ],
    ["fails on each list", "never-a-server-error", (body) => isList(body) && fails()],
  ])("and %s is sent no wider preview", async (_, law, refuses) => {
    const { report, written } = await checking.check(
      writesWhere(() => true, refuses),
      () => ({}),
    );
    expect(report.previews).toMatchObject({ written: [] });
    const unseen = (report.previews?.unseen ?? []).map(({ cvmId }) => cvmId);
    expect(unseen).toEqual(expect.arrayContaining([...written]));
    expect(unseen.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThanOrEqual(3);
    expect([...new Set(mustLaws(report))]).toEqual([law]);
  });
});

/** Has previews that tell of an update store something else: for each CVM that they tell it of, what `store` gives. */
const storesElse = (store: (item: RefreshItem) => string | null): MutantChange =>
  changeDecision((item, { options, write }) => {
    const next = options.dryRun && item.status === "updated" ? store(item) : null;
    if (next !== null) write({ ...item, newInstanceId: next });
    return item;
  });

const changed = ({ previews }: Report): readonly string[] => (previews?.alsoChanged ?? []).map(({ cvmId }) => cvmId);

describe.concurrent("a server whose previews write something else than they tell", () => {
  const otherId = ({ cvmId }: RefreshItem): string => cvmId.toString(16).padStart(40, "d");

  it("is found out by the second CVM that shows it, and both are named", async () => {
    const { report, written } = await checking.check(storesElse(otherId), () => ({}));
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(report.findings[0]?.message).toContain(" was written by a preview, if nobody else wrote it just then.");
    expect(written.length).toBe(2);
    const byPreview = (report.previews?.written ?? []).map(({ cvmId }) => cvmId);
    expect([...byPreview, ...changed(report)].toSorted()).toEqual(written.toSorted());
  });

  it.each<[string, (options: RefreshOptions) => boolean]>([
    ["with overwrite", ({ overwrite }) => overwrite],
    ["where CVMs are named without a filter", ({ cvmIds, missingOnly }) => cvmIds !== null && !missingOnly],
  ])("%s alone is found out by two CVMs", async (_, when) => {
    const mutant: MutantChange = changeDecision((item, { options, write }) => {
      if (options.dryRun && item.status === "updated" && when(options))
        write({ ...item, newInstanceId: otherId(item) });
      return item;
    });
    const { report, written } = await checking.check(mutant, () => ({}));
    expect(mustLaws(report)).toEqual(["dry-run-writes-nothing"]);
    expect(written.length).toBe(2);
    expect(report.findings.map(({ message }) => message).join()).toContain(
      "not made smaller to the end, for valid previews were no longer sent",
    );
  });

  it("and of whose CVMs others are written is told with each that was seen stored otherwise", async () => {
    const aside: MutantChange = changeDecision((item, { options, write }) => {
      if (options.dryRun && item.status === "unchanged" && item.cvmId % 5 === 0)
        write({ ...item, newInstanceId: otherId(item) });
      return item;
    });
    const { report, written } = await checking.check(aside, () => ({}));
    expect(changed(report).toSorted()).toEqual(written.toSorted());
    expect(written.length).toBeGreaterThan(0);
    const { report: shown } = await checking.check(aside, (url) => ({ stateUrl: new URL("/__state", url) }));
    expect(mustLaws(shown)).toContain("dry-run-writes-nothing");
    expect(shown.findings[0]?.message).toMatch(
      /^By the state probe, CVM \d+ was written by a preview, if nobody else wrote it just then\. These requests may /,
    );
  });
});

describe("a server that tells of another stored id than there is", () => {
  it("is not said to write by a run that looks into its store", async () => {
    const forgetful = changeDecision((item, { options }) =>
      options.dryRun && item.status === "updated" ? { ...item, oldInstanceId: null } : item,
    );
    const { report, written } = await checking.check(forgetful, (url) => ({ stateUrl: new URL("/__state", url) }));
    expect(written).toEqual([]);
    expect(report.previews).toMatchObject({ written: [], wholeStore: "unchanged" });
    expect(mustLaws(report)).not.toContain("dry-run-writes-nothing");
  });

  it("is said to write by what answers tell alone where nobody looks into its store", async () => {
    const boastful = changeDecision((item, { options }) =>
      options.dryRun && item.status === "updated" && !options.missingOnly
        ? { ...item, oldInstanceId: item.newInstanceId }
        : item,
    );
    const { report, written } = await checking.check(boastful, () => ({}));
    expect(written).toEqual([]);
    expect(mustLaws(report)).toContain("dry-run-writes-nothing");
    expect(report.previews?.written.length).toBeGreaterThan(0);
    const said = [
      outcomeText(report).text,
      ...report.findings.filter(({ law }) => law === "dry-run-writes-nothing").map(({ message }) => message),
      ...report.laws.flatMap(({ missing }) => missing ?? []).filter((hint) => /previews? write/.test(hint)),
    ];
    expect(said.length).toBeGreaterThan(3);
    for (const text of said) expect(text).toMatch(/by what answers tell/i);
  });
});

describe("a server whose previews write while others are under way", () => {
  const besideOthers = (): MutantChange => {
    let underWay = 0;
    return {
      at: "steps",
      make: ({ select }) => ({
        select: async (selected, caller, options) => {
          underWay += 1;
          if (underWay > 1) Object.assign(options, { dryRun: false });
          const selection = await select(selected, caller, options);
          await delay(3);
          underWay -= 1;
          return selection;
        },
      }),
    };
  };

  it.each([
    ["answers", () => ({})],
    ["the state probe", (url: string) => ({ stateUrl: new URL("/__state", url) })],
  ] as const)("is not said to conform, by what %s show", async (_, options) => {
    const { report, written } = await checking.check(besideOthers(), (url) => ({
      ...options(url),
      phases: ["probe", "boundary", "fuzz"],
    }));
    expect(mustLaws(report)).toEqual([]);
    expect(report.outcome).toBe("inconclusive");
    expect(report.previews).toMatchObject({ written: [], movesByItself: false });
    expect(written).toEqual(expect.arrayContaining([...changed(report)]));
  });
});

describe("a server that refuses wide scans", () => {
  it("is known to take the key all the same, and to show what it shows in others", async () => {
    const { report } = await checking.check(
      writesWhere(
        () => false,
        ({ limit }) => typeof limit === "number" && limit > 200,
      ),
      () => ({ phases: ["probe", "relations"] }),
    );
    expect(mustLaws(report)).toEqual(["valid-request-is-accepted"]);
    const compared = report.laws.filter(({ verdict, evidence }) => verdict === "held" && evidence > 0);
    expect(compared.map(({ id }) => id)).toContain("naming-equals-scanning");
  });
});
