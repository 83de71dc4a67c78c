import { parseArgs } from "node:util";
import { checkServer, type CheckOptions, type Report } from "../library/index.ts";
import { fastifyApp, honoApp } from "../mutants/index.ts";
import { median } from "./median.ts";

/**
 * `npm run bench:in-process`: the same application and seed in process and over HTTP: whether they find the same, and the ratio of
 * cases a second. `-- --runs N` and `-- --cases N` for others than 5 and 1,000.
 */

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, cases: { type: "string", default: "1000" } },
});
const runs = Number(values.runs);

const options = {
  apiKey: "a-key-of-a-member",
  cases: Number(values.cases),
  seed: 20260121,
  thorough: true,
  timeout: "60s",
} as const satisfies Omit<CheckOptions, "target">;

const perSecond = ({ cases, durationMs }: Report): number => (cases / durationMs) * 1000;

const told = ({ findings }: Report): string =>
  findings
    .map(({ fingerprint }) => fingerprint)
    .toSorted()
    .join(" ");

const ways: Readonly<Record<string, () => Promise<Report>>> = {
  "Fastify over HTTP": async () => {
    const app = fastifyApp(true);
    const target = await app.listen({ host: "127.0.0.1", port: 0 });
    return checkServer({ ...options, target }).finally(() => app.close());
  },
  "Fastify in process": () => checkServer({ ...options, target: fastifyApp(true) }),
  "Hono in process": () => checkServer({ ...options, target: honoApp(true) }),
};

const rates = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
const found = new Map<string, Set<string>>(Object.keys(ways).map((name) => [name, new Set()]));
// In turn, so that what else the machine does falls on all of them.
for (let run = 0; run < runs; run += 1)
  for (const [name, check] of Object.entries(ways)) {
    const report = await check();
    rates.get(name)?.push(perSecond(report));
    found.get(name)?.add(told(report));
  }

const base = median(rates.get("Fastify over HTTP") ?? []);
for (const [name, all] of rates) {
  const middle = median(all);
  const findings = [...(found.get(name) ?? [])];
  console.log(
    `${name.padEnd(20)} ${middle.toFixed(0).padStart(6)} cases/s  ${(middle / base).toFixed(2)} times  findings: ${findings.map((one) => one.split(" ").length).join(" or ")}`,
  );
}
const same = (a: string, b: string): boolean => [...(found.get(a) ?? [])].join() === [...(found.get(b) ?? [])].join();
console.log(
  same("Fastify over HTTP", "Fastify in process")
    ? "Fastify: the same findings both ways, in every run."
    : "Fastify: OTHER FINDINGS in process than over HTTP.",
);
