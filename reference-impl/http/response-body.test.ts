import { expect, it } from "vitest";
import type { ItemStatus, RefreshItem } from "../refresh/refresh-item.ts";
import { toResponseBody } from "./response-body.ts";

const item = (status: ItemStatus, cvmId: number): RefreshItem => ({
  cvmId,
  identifier: `cvm-${cvmId}`,
  status,
  oldInstanceId: null,
  newInstanceId: null,
  source: "none",
  verifiedWithGateway: false,
  reason: null,
});

it("counts the items by status", () => {
  const statuses: readonly ItemStatus[] = [
    "updated",
    ...(["unchanged", "unchanged"] as const),
    ...(["skipped", "skipped", "skipped"] as const),
    ...(["conflict", "conflict", "conflict", "conflict"] as const),
    ...(["error", "error", "error", "error", "error"] as const),
  ];
  const { items, ...counts } = toResponseBody({ total: 99, items: statuses.map(item) });
  expect(counts).toEqual({
    total: 99,
    scanned: 15,
    updated: 1,
    unchanged: 2,
    skipped: 3,
    conflicts: 4,
    errors: 5,
  });
  expect(items.map(({ cvm_id, status }) => [cvm_id, status])).toEqual(statuses.map((status, index) => [index, status]));
});

it("sends every field of an item, the defaults too", () => {
  const full: RefreshItem = {
    cvmId: 7,
    identifier: "web",
    status: "updated",
    oldInstanceId: "old",
    newInstanceId: "new",
    source: "gateway",
    verifiedWithGateway: true,
    reason: "not_found",
  };
  expect(toResponseBody({ total: 2, items: [full, item("error", 1)] }).items).toEqual([
    {
      cvm_id: 7,
      identifier: "web",
      status: "updated",
      old_instance_id: "old",
      new_instance_id: "new",
      source: "gateway",
      verified_with_gateway: true,
      reason: "not_found",
    },
    {
      cvm_id: 1,
      identifier: "cvm-1",
      status: "error",
      old_instance_id: null,
      new_instance_id: null,
      source: "none",
      verified_with_gateway: false,
      reason: null,
    },
  ]);
});
