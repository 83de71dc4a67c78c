import { describe, expect, it } from "vitest";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import { decide } from "./decide.ts";
import type { RefreshItem } from "./refresh-item.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import type { Finding } from "./weigh.ts";

const [X, Y] = [hex40(1), hex40(2)];
const FOUND: Finding = { kind: "found", instanceId: X, source: "teepod_info", isVerified: true };

const optionsWith = (overwrite: boolean): RefreshOptions => ({
  cvmIds: null,
  runningOnly: true,
  missingOnly: false,
  overwrite,
  limit: 100,
  dryRun: false,
});

const decided = (stored: string | null, finding: Finding, overwrite: boolean, isTaken = false): RefreshItem =>
  decide({ cvm: sampleCvm(7, { instanceId: stored }), identifier: "web", finding, isTaken }, optionsWith(overwrite));

describe("the decision on an id that was found", () => {
  it.each([
    { stored: null, overwrite: false, taken: false, status: "updated", reason: null },
    { stored: null, overwrite: true, taken: false, status: "updated", reason: null },
    { stored: X, overwrite: false, taken: false, status: "unchanged", reason: "already_synced" },
    { stored: X, overwrite: true, taken: false, status: "unchanged", reason: "already_synced" },
    { stored: Y, overwrite: false, taken: false, status: "conflict", reason: "instance_id_differs" },
    { stored: Y, overwrite: true, taken: false, status: "updated", reason: null },
    { stored: null, overwrite: true, taken: true, status: "conflict", reason: "instance_id_in_use" },
    { stored: Y, overwrite: true, taken: true, status: "conflict", reason: "instance_id_in_use" },
    { stored: Y, overwrite: false, taken: true, status: "conflict", reason: "instance_id_in_use" },
  ])("where $stored is stored, overwrite is $overwrite, and another CVM's is $taken: $status, $reason", (row) => {
    expect(decided(row.stored, FOUND, row.overwrite, row.taken)).toEqual({
      cvmId: 7,
      identifier: "web",
      status: row.status,
      oldInstanceId: row.stored,
      newInstanceId: X,
      source: "teepod_info",
      verifiedWithGateway: true,
      reason: row.reason,
    });
  });
});

describe("the decision on any other finding", () => {
  const cases: readonly (readonly [Finding, Partial<RefreshItem>])[] = [
    [{ kind: "nothing" }, { status: "skipped", source: "none", reason: "instance_id_not_found" }],
    [{ kind: "only-gone-hosts" }, { status: "skipped", source: "none", reason: "gateway_host_not_alive" }],
    [
      { kind: "unverifiable", source: "teepod_state" },
      { status: "skipped", source: "teepod_state", reason: "gateway_rpc_failed" },
    ],
    [
      { kind: "several-gateway-instances" },
      { status: "skipped", source: "none", reason: "ambiguous_gateway_instances" },
    ],
    [
      { kind: "invalid-id", source: "gateway" },
      { status: "error", source: "gateway", reason: "invalid_instance_id" },
    ],
    [{ kind: "teepod-failed" }, { status: "error", source: "none", reason: "teepod_rpc_failed" }],
    [{ kind: "late" }, { status: "error", source: "none", reason: "deadline_exceeded" }],
    [{ kind: "never-has-one" }, { status: "skipped", source: "none", reason: "no_instance_id" }],
    [
      { kind: "registered-elsewhere", instanceId: X, source: "gateway" },
      { status: "conflict", newInstanceId: X, source: "gateway", reason: "registered_to_other_app" },
    ],
  ];

  it.each(cases)("%o is %o, whatever may be overwritten", (finding, told) => {
    for (const overwrite of [false, true])
      for (const stored of [null, Y])
        expect(decided(stored, finding, overwrite)).toEqual({
          cvmId: 7,
          identifier: "web",
          oldInstanceId: stored,
          newInstanceId: null,
          verifiedWithGateway: false,
          ...told,
        });
  });
});

it("leaves an id that is stored already alone, even where the gateway lists it under another app", () => {
  const finding: Finding = { kind: "registered-elsewhere", instanceId: X, source: "teepod_state" };
  expect(decided(X, finding, true)).toMatchObject({
    status: "unchanged",
    newInstanceId: X,
    verifiedWithGateway: false,
    reason: "already_synced",
  });
});
