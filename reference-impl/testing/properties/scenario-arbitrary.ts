import fc from "fast-check";
import type { Cvm } from "../../fleet/fleet.ts";
import { hex40, sampleCvm } from "../sample-cvm.ts";
import { HANDSHAKES, type Script, type ScriptedVm } from "../scripted-sources.ts";
import type { PlannedBody, PlannedRequest, Scenario, Step, Upstreams } from "./scenario.ts";

const TEEPODS = ["t1", "t2"] as const;
const APPS = [hex40(0xa1), hex40(0xa2), hex40(0xa3)];
const NAMES = ["web", "db", "__proto__", "名"];

/** Few ids, so that CVMs often want the same one. */
const IDS = [1, 2, 3, 4, 5].map(hex40);

const cvmsArbitrary: fc.Arbitrary<readonly Cvm[]> = fc
  .array(
    fc.record({
      appId: fc.constantFrom(...APPS),
      name: fc.constantFrom(...NAMES),
      workspaceId: fc.constantFrom("home", "home", "away"),
      status: fc.constantFrom("running", "running", "running", "stopped"),
      instanceId: fc.option(fc.constantFrom(...IDS), { freq: 2 }),
      teepod: fc.constantFrom(...TEEPODS),
      noInstanceId: fc.constantFrom(false, false, false, false, false, true),
      lastAttemptAtMs: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 1 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((rows) => {
    const taken = new Set<string>();
    return rows.map((row, index) => {
      const isFree = row.instanceId !== null && !taken.has(row.instanceId);
      const instanceId = isFree ? row.instanceId : null;
      if (instanceId !== null) taken.add(instanceId);
      return sampleCvm(index + 1, { ...row, instanceId });
    });
  });

const reportedArbitrary = (own: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...own, ...IDS) },
    { weight: 3, arbitrary: fc.constantFrom(null, undefined, "", " ") },
    { weight: 1, arbitrary: fc.constantFrom(...IDS).map((id) => ` ${id.toUpperCase()}\n`) },
    { weight: 1, arbitrary: fc.constantFrom("junk", `0x${hex40(1)}`, 7) },
  );

/** What a VM is said to be; an id of its own is as likely as all the ids that it may share. */
const vmArbitrary = ({ cvmId }: Cvm): fc.Arbitrary<ScriptedVm | null> => {
  const reported = reportedArbitrary(IDS.map(() => hex40(0x100 + cvmId)));
  return fc.option(fc.record({ state: reported, info: reported }), { freq: 5 });
};

const { alive, never, longAgo } = HANDSHAKES;

const hostArbitrary = fc.record({
  instance_id: reportedArbitrary([]),
  app_id: fc.constantFrom(...APPS),
  latest_handshake: fc.constantFrom(alive, alive, alive, alive, never, longAgo),
});

const upstreamsArbitrary = (cvms: readonly Cvm[]): fc.Arbitrary<Upstreams> => {
  const scriptArbitrary = (teepod: string): fc.Arbitrary<Script> => {
    const hosted = cvms.filter((cvm) => cvm.teepod === teepod);
    return fc
      .record({
        vms: fc.tuple(...hosted.map(vmArbitrary)),
        hosts: fc.array(hostArbitrary, { maxLength: 5 }),
        failing: fc.oneof(
          { weight: 5, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.subarray(["Status", "GetInfo", "Admin.Status"] as const) },
        ),
      })
      .map(({ vms, ...rest }) => ({
        ...rest,
        vms: Object.fromEntries(
          hosted.flatMap((cvm, index) => {
            const vm = vms[index] ?? null;
            return vm === null ? [] : [[cvm.vmUuid, vm] as const];
          }),
        ),
      }));
  };
  return fc
    .tuple(...TEEPODS.map(scriptArbitrary))
    .map((scripts) => Object.fromEntries(TEEPODS.map((teepod, index) => [teepod, scripts[index] ?? {}])));
};

const spellings = (cvm: Cvm): readonly string[] => [
  String(cvm.cvmId),
  cvm.vmUuid,
  cvm.vmUuid.replaceAll("-", "").toUpperCase(),
  cvm.appId,
  `app_${cvm.appId}`,
  cvm.name,
  ...(cvm.instanceId === null ? [] : [`instance_${cvm.instanceId}`]),
];

const STRANGE = ["", "a\u0000b", "\ud800", "nobody", "999", "12345678901234567890", `instance_${hex40(1)}`];

const bodyArbitrary = (cvms: readonly Cvm[]): fc.Arbitrary<PlannedBody> => {
  const known = fc.constantFrom(...cvms.flatMap(spellings));
  const identifier = fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: fc.constantFrom(...STRANGE) });
  return fc.record(
    {
      cvm_ids: fc.option(fc.array(identifier, { maxLength: 6 }), { freq: 2 }),
      running_only: fc.boolean(),
      missing_only: fc.boolean(),
      overwrite: fc.boolean(),
      limit: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(500)),
      dry_run: fc.boolean(),
    },
    { requiredKeys: [] },
  );
};

const INVALID = ['{"limit":0}', '{"cvm_ids":[3]}', '{"dry_run":"true"}', "[]", "null", "{", ""];

const requestArbitrary = (cvms: readonly Cvm[]): fc.Arbitrary<PlannedRequest> =>
  fc.record({
    credential: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom("home-member", "home-member", "away-member", "home-admin" as const) },
      { weight: 1, arbitrary: fc.constant("nobody" as const) },
    ),
    body: fc.option(bodyArbitrary(cvms), { freq: 12 }),
    invalid: fc.constantFrom(...INVALID),
  });

const stepArbitrary = (cvms: readonly Cvm[]): fc.Arbitrary<Step> =>
  fc.record({
    upstreams: upstreamsArbitrary(cvms),
    requests: fc.oneof(
      fc.array(requestArbitrary(cvms), { minLength: 1, maxLength: 1 }),
      fc.array(requestArbitrary(cvms), { minLength: 2, maxLength: 4 }),
      // The same request several times at once is where races are lost.
      fc.tuple(requestArbitrary(cvms), fc.integer({ min: 2, max: 4 })).map(([one, copies]) => Array(copies).fill(one)),
    ),
  });

/** Small fleets with much to go wrong: shared apps, names and ids, failing upstreams, up to four callers at once. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = cvmsArbitrary.chain((cvms) =>
  fc.record({
    cvms: fc.constant(cvms),
    steps: fc.array(stepArbitrary(cvms), { minLength: 1, maxLength: 4 }),
    trial: fc.record({
      upstreams: upstreamsArbitrary(cvms),
      request: fc.record({
        credential: fc.constantFrom("home-member", "away-member", "home-admin" as const),
        body: bodyArbitrary(cvms),
        invalid: fc.constant(""),
      }),
      victimId: fc.integer({ min: 1, max: cvms.length }),
      trouble: fc.constantFrom("garbage", "silence", "failing-write" as const),
    }),
  }),
);
