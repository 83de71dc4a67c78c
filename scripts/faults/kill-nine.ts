import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startReplicas } from "../../mutants/index.ts";
import { startPostgres } from "../../postgres/index.ts";
import { playRounds } from "./play-rounds.ts";

/**
 * `npm run faults:kill-nine`: has 16 callers write while a `serve` is killed with signal 9 at a random moment, 200 times, and compares
 * what was answered with what is stored. On PostgreSQL two replicas serve, and one of them is killed; `-- --store sqlite` has one, on
 * a file. `-- --kills N` kills so often. Ends with 1 where there is a difference.
 */

/** Longer than most requests take, so that each moment of one is met. */
const LATEST_KILL_MS = 400;

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, store: { type: "string", default: "postgres" } },
});
const kills = Number(values.kills);
if (!(kills > 0) || !["postgres", "sqlite"].includes(values.store)) {
  console.error("--kills takes a number, --store postgres or sqlite.");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "cvm-contract-kill-nine-"));
const postgres = values.store === "postgres" ? await startPostgres({ isDurable: true }) : null;
const replicas = await startReplicas(
  postgres?.url ?? `sqlite:${join(folder, "fleet.sqlite")}`,
  postgres === null ? 1 : 2,
  "large:2000",
);
try {
  let victim = 0;
  const isSound = await playRounds({
    replicas,
    callers: 16,
    perRequest: 4,
    goesOn: (played) => played < kills,
    befall: async () => {
      victim = randomInt(replicas.urls().length);
      await delay(randomInt(LATEST_KILL_MS));
      await replicas.end(victim, "SIGKILL");
    },
    mend: () => replicas.restart(victim),
  });
  process.exitCode = isSound ? 0 : 1;
} finally {
  await replicas.close();
  await postgres?.close();
  await rm(folder, { recursive: true, force: true });
}
