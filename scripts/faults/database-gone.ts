import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startReplicas } from "../../mutants/index.ts";
import { startPostgres } from "../../postgres/index.ts";
import { playRounds } from "./play-rounds.ts";

/**
 * `npm run faults:database-gone`: has 16 callers write through two replicas while PostgreSQL goes away at a random moment for five
 * seconds, as if it had crashed, and comes back; ten times. Compares what was answered with what is stored. `-- --times N` does it so
 * often. Ends with 1 where there is a difference.
 */

const LATEST_END_MS = 400;
const GONE_MS = 5_000;
/** What waited for the database, and some of what came after. */
const AFTER_MS = 1_000;

const { values } = parseArgs({ options: { times: { type: "string", default: "10" } } });
const times = Number(values.times);
if (!(times > 0)) {
  console.error("--times takes a number.");
  process.exit(2);
}

const postgres = await startPostgres({ isDurable: true });
const replicas = await startReplicas(postgres.url, 2, "large:2000");
try {
  const isSound = await playRounds({
    replicas,
    callers: 16,
    perRequest: 4,
    goesOn: (played) => played < times,
    befall: async () => {
      await delay(randomInt(LATEST_END_MS));
      await postgres.stop("immediate");
      await delay(GONE_MS);
      await postgres.start();
      await delay(AFTER_MS);
    },
    mend: async () => {},
  });
  process.exitCode = isSound ? 0 : 1;
} finally {
  await replicas.close();
  await postgres.close();
}
