import { once } from "node:events";
import { startReplicas } from "../mutants/index.ts";
import { startPostgres, whyNoPostgres } from "../postgres/index.ts";

/**
 * `npm run demo:postgres`: starts PostgreSQL, two replicas of `serve` on it and a round-robin before them, prints their addresses, and
 * ends them all at ctrl-C or SIGTERM, with nothing left behind: the database goes with it.
 */

const why = whyNoPostgres();
if (why !== null) {
  console.error(
    `PostgreSQL can't be started: ${why}. Run \`serve --store postgres://...\` with a database of your own.`,
  );
  process.exit(2);
}

const told = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => told.abort());

const postgres = await startPostgres({ isDurable: true });
try {
  const replicas = await startReplicas(postgres.url, 2);
  try {
    const [first = "", second = ""] = replicas.urls();
    const { url } = replicas.front;
    console.log(
      [
        `PostgreSQL   ${postgres.url}`,
        `replicas     ${first}  ${second}`,
        `round-robin  ${url}`,
        "",
        "Check them both at once:",
        `  npx cvm-contract check --target ${url} --api-key demo-member-key --admin-key demo-admin-key \\`,
        `    --other-key demo-other-key --state-url ${url}/__state --profile reference --allow-writes`,
        "",
        "Ctrl-C ends all of it.",
      ].join("\n"),
    );
    if (!told.signal.aborted) await once(told.signal, "abort");
  } finally {
    await replicas.close();
  }
} catch (problem) {
  // Ctrl-C ends the replicas too: what they say of that while they start is no news.
  if (!told.signal.aborted) throw problem;
} finally {
  await postgres.close();
}
