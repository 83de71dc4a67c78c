import { expect, it } from "vitest";
import { asCvmId, type CvmId } from "../../cases/cvm-id.ts";
import { StoreComparison } from "./store-comparison.ts";

const cvm = (id: number): CvmId => {
  const cvmId = asCvmId(id);
  if (cvmId === null) throw new Error(`${id} is no number of a CVM.`);
  return cvmId;
};
const written = [1, 2].map((id) => ({ cvmId: cvm(id), before: null, after: "a" }));

it("confirms of what answers tell what the store shows as well", async () => {
  const ids = new Map([1, 2].map((id): [CvmId, string | null] => [cvm(id), null]));
  const store = new StoreComparison(async () => new Map(ids));
  await store.begin();
  expect(await store.confirmed(written)).toEqual([]);
  ids.set(cvm(2), "a");
  expect(await store.confirmed(written)).toEqual(written.slice(1));
});

it("confirms what answers tell where the store can't be looked into", async () => {
  const store = new StoreComparison(async () => null);
  await store.begin();
  expect(await store.confirmed(written)).toEqual(written);
  expect(await store.changes()).toBeNull();
});

it("tells what changed since it was looked into last, once", async () => {
  let id: string | null = null;
  const store = new StoreComparison(async () => new Map([[cvm(1), id]]));
  await store.begin();
  id = "a";
  expect(await store.changes()).toEqual(written.slice(0, 1));
  expect(await store.changes()).toEqual([]);
});
