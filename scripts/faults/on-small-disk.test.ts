import { describe, expect, it } from "vitest";
import { onSmallDisk, whyNoSmallDisk } from "./on-small-disk.ts";

const INDEX = new URL("../../reference-impl/index.ts", import.meta.url).href;

/** Ends with 0 where a store for so many CVMs is refused because the disk is full. */
const program = `
  import { largeFleet, openSqliteStore } from ${JSON.stringify(INDEX)};
  const [path] = process.argv.slice(-1);
  const problem = await openSqliteStore(path + "/fleet.sqlite", largeFleet(2000, 1).cvms).catch((error) => error);
  process.exit(problem.code === "STORE_DISK" && problem.message.includes("Make room") ? 0 : 9);
`;

const why = whyNoSmallDisk();
describe.skipIf(why !== null)(`a disk in memory${why === null ? "" : ` (${why})`}`, () => {
  it("is as large as it is told to be: a store that has no room says so", async () => {
    const args = ["--input-type=module", "--eval", program];
    expect([await onSmallDisk("100k", args), await onSmallDisk("16m", args)]).toEqual([0, 9]);
  });
});
