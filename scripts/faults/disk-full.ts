import { randomInt } from "node:crypto";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startReplicas } from "../../mutants/index.ts";
import { onSmallDisk, whyNoSmallDisk } from "./on-small-disk.ts";
import { playRounds } from "./play-rounds.ts";

/**
 * `npm run faults:disk-full`: has 16 callers write through a `serve` on a SQLite file whose disk fills up at a random moment, stays so
 * for a second, and has room again; 20 times. Compares what was answered with what is stored. `-- --times N` does it so often. Ends
 * with 1 where there is a difference or it does not write again, with 2 where no small disk can be mounted.
 */

const DISK = "64m";
/** Soon enough that CVMs without an id are left. */
const LATEST_FILL_MS = 400;
const FULL_MS = 1_000;
/** What is left free when the disk fills: room for some requests, so that each place in a write is where it ends. */
const MOST_ROOM_BYTES = 512 * 1_024;
/** Far more than it takes to write again. */
const MOST_WAIT_MS = 30_000;
const LOOK_EVERY_MS = 20;

const { values, positionals } = parseArgs({
  options: { times: { type: "string", default: "20" } },
  allowPositionals: true,
});
const times = Number(values.times);
if (!(times > 0)) {
  console.error("--times takes a number.");
  process.exit(2);
}

/** Fills a disk but for so much. */
const fill = async (disk: string, ballast: string, roomBytes: number): Promise<void> => {
  const { bavail, bsize } = await statfs(disk);
  try {
    await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - roomBytes)));
  } catch (problem) {
    // The server was faster, and it is full already.
    if (!(problem instanceof Error && "code" in problem && problem.code === "ENOSPC")) throw problem;
  }
};

const playOn = async (disk: string): Promise<boolean> => {
  const file = join(disk, "fleet.sqlite");
  const ballast = join(disk, "ballast");
  const replicas = await startReplicas(`sqlite:${file}`, 1, "large:10000");
  try {
    return await playRounds({
      replicas,
      callers: 16,
      perRequest: 4,
      goesOn: (played) => played < times,
      befall: async ({ items }) => {
        const isUntil = async (kind: string): Promise<void> => {
          const count = items.get(kind) ?? 0;
          for (const startMs = Date.now(); (items.get(kind) ?? 0) === count; await delay(LOOK_EVERY_MS))
            if (Date.now() - startMs > MOST_WAIT_MS)
              throw new Error(`No item was answered ${kind} for ${MOST_WAIT_MS / 1_000} s.`);
        };
        await delay(randomInt(LATEST_FILL_MS));
        // What the log has grown to before is written to again, and would be room enough for ever.
        const database = new DatabaseSync(file, { timeout: MOST_WAIT_MS });
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        database.close();
        await fill(disk, ballast, randomInt(MOST_ROOM_BYTES));
        await isUntil("error store_write_failed");
        await delay(FULL_MS);
        await rm(ballast);
        await isUntil("updated");
      },
      mend: async () => {},
    });
  } finally {
    await replicas.close();
  }
};

const [disk] = positionals;
if (disk !== undefined) process.exitCode = (await playOn(disk)) ? 0 : 1;
else {
  const why = whyNoSmallDisk();
  if (why !== null) {
    console.error(
      `faults:disk-full is skipped: no small disk can be mounted here, which takes Linux and root (${why}).`,
    );
    process.exit(2);
  }
  process.exitCode = await onSmallDisk(DISK, [fileURLToPath(import.meta.url), "--times", String(times)]);
}
