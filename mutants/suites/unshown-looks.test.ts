import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { type Seams, smallFleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import swapped from "../catalogue/answers/conflict-ids-swapped.ts";
import { type CheckingWorld, mustLaws, openCheckingWorld, withKeys } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

describe("looks that are answered and do not show what was told of", () => {
  type Body = Readonly<Record<string, unknown>>;

  /** Has requests name what `names` gives, where it gives something. */
  const renaming = ({ validateRequest }: Seams, names: (body: Body) => readonly string[] | null): Partial<Seams> => ({
    validateRequest: (body) => {
      const named = isObject(body) ? names(body) : null;
      return validateRequest(named === null ? body : { ...Object(body), cvm_ids: named });
    },
  });

  it("are about what is gone where they show others: a correct server conforms whose first CVM goes away", async () => {
    const { cvms, world } = smallFleet(1);
    const found = new Map(world.teepods.flatMap(({ vms }) => vms).map((vm) => [vm.vmUuid, vm.stateInstanceId]));
    const synced = cvms.find(
      (cvm) => cvm.workspaceId === "demo-member" && cvm.instanceId !== null && found.get(cvm.vmUuid) === cvm.instanceId,
    );
    // The first look, by name and by number, shows nobody, and the preview before it, sent again, tells of another CVM.
    const answered: (readonly string[])[] = [["nobody"], ["nobody"], [String(synced?.cvmId)], [String(synced?.cvmId)]];
    let hasBegun = false;
    const isGone: MutantChange = {
      at: "steps",
      make: (seams) =>
        renaming(seams, ({ cvm_ids: list }) => {
          hasBegun ||= Array.isArray(list);
          return hasBegun ? (answered.shift() ?? null) : null;
        }),
    };
    const { report } = await checking.check(isGone, () => ({}));
    expect(mustLaws(report)).toEqual([]);
    expect(report).toMatchObject({ outcome: "conforms", previews: { unseen: [], written: [] } });
  });

  it("end what could write where they never show anything", async () => {
    const { report, written } = await checking.check(
      {
        at: "steps",
        make: (seams) => ({
          ...renaming(seams, ({ cvm_ids: list }) => (Array.isArray(list) ? ["nobody"] : null)),
          select: (selected, caller, options) =>
            seams.select(selected, caller, Object.assign(options, { dryRun: false })),
        }),
      },
      () => ({}),
    );
    expect((report.previews?.unseen ?? []).map(({ cvmId }) => cvmId)).toEqual(expect.arrayContaining([...written]));
    expect(written.length).toBe(1);
  });
});

describe("previews of two kinds that tell different stored ids", () => {
  it.each([1, 2, 8])("are not said to write, and what is wrong is found: seed %i", async (seed) => {
    const { report, written } = await checking.check(swapped.changes, () => ({
      seed,
      ...withKeys(["member", "admin"]),
    }));
    expect(written).toEqual([]);
    expect(report.previews?.written).toEqual([]);
    expect(mustLaws(report)).toContain("overwrite-turns-conflicts-into-updates");
    expect(mustLaws(report)).not.toContain("dry-run-writes-nothing");
  });
});
