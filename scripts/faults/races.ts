import { setTimeout as delay } from "node:timers/promises";
import { startReplicas } from "../../mutants/index.ts";
import { startPostgres } from "../../postgres/index.ts";
import { playRounds } from "./play-rounds.ts";
import { timeOption } from "./time-option.ts";

/**
 * `npm run faults:races`: has 16 callers at once ask two replicas on one PostgreSQL database for the same CVMs, for five minutes in
 * rounds of a second, and compares what was answered with what is stored: each CVM has one winner. `-- --time 20s` takes so long.
 * Ends with 1 where there is a difference.
 */

const ROUND_MS = 1_000;

const time = timeOption();
if (time === null) {
  console.error("--time takes a time such as 20s or 5m.");
  process.exit(2);
}

const postgres = await startPostgres({ isDurable: true });
const replicas = await startReplicas(postgres.url, 2, "large:2000");
try {
  const endsAtMs = Date.now() + time.timeMs;
  const isSound = await playRounds({
    replicas,
    callers: 16,
    // So many that requests overlap nearly always: the fleet has some 380 without an id.
    perRequest: 60,
    goesOn: () => Date.now() < endsAtMs,
    befall: () => delay(ROUND_MS),
    mend: async () => {},
  });
  process.exitCode = isSound ? 0 : 1;
} finally {
  await replicas.close();
  await postgres.close();
}
