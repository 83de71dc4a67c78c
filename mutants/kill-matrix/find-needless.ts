import fc from "fast-check";
import {
  defineRelation,
  type Law,
  NOT_ALONE,
  notExercised,
  type RelationLaw,
  type Report,
  type ReportedFinding,
} from "../../conformance/index.ts";
import type { JsonObject } from "../../contract/index.ts";
import { shorterSteps } from "./shorter-steps.ts";

type Judge = RelationLaw["judge"];

/** What a law says of requests sent one after the other. */
const judgeOf =
  (law: Law): Judge =>
  (readings, stored) => {
    if (law.kind === "relation") return law.judge(readings, stored);
    const [reading] = readings;
    return reading === undefined ? notExercised : law.judge(reading);
  };

/** The law, put to the test on these requests alone. */
const onlyWith = (law: Law, steps: ReportedFinding["steps"], bodies: readonly JsonObject[]): RelationLaw => {
  const plans = steps.map(({ credential, method, path, headers }, index) => ({
    credential,
    method,
    path,
    headers,
    body: { kind: "json", value: bodies[index] ?? {}, spelling: "plain", damage: null } as const,
  }));
  const { id, level, says, source, missing } = law;
  return defineRelation({
    ...{ id, level, says, source, missing },
    phase: "writes",
    needs: [],
    kills: [],
    holds: [],
    broken: [],
    propose: () => fc.constant(plans),
    judge: judgeOf(law),
  });
};

/** Laws whose requests race, which a report's steps do not tell: sent one after the other they would be another case. */
const RACING: ReadonlySet<string> = new Set([
  "one-winner-per-cvm",
  "racing-overlaps-agree",
  "requests-at-once-are-kept-apart",
]);

/** Members that stay as they are: what is a preview stays one, and a comparison keeps the names of its CVMs. */
const keptOf = ({ id, kind }: Law): readonly string[] => {
  if (kind !== "relation") return ["dry_run"];
  // Its last look is at all CVMs, whether they miss an id or not: without that it would show another thing.
  return id === "preview-is-what-happens" ? ["dry_run", "cvm_ids", "missing_only"] : ["dry_run", "cvm_ids"];
};

/**
 * Shows that a finding could do with less: requests that break the law in the same way with a member or an element less, as one text a
 * request. Null where each is needed, as far as it can be told: where the requests are JSON objects sent one after the other, and show it by themselves.
 * `check` runs laws of the phase `writes`, and nothing else, on the server that was at fault.
 */
export const findNeedless = async (
  law: Law,
  { steps, law: toldUnder, discriminator, message }: ReportedFinding,
  check: (laws: readonly Law[]) => Promise<Report>,
): Promise<readonly string[] | null> => {
  const shorter = RACING.has(law.id) || message.endsWith(NOT_ALONE) ? [] : shorterSteps(steps, keptOf(law));
  if (shorter.length === 0) return null;
  const report = await check(shorter.map((bodies) => onlyWith(law, steps, bodies)));
  const found = report.findings.find(
    (finding) => finding.law === law.id && (law.id !== toldUnder || finding.discriminator === discriminator),
  );
  return found?.steps.map(({ body }) => (typeof body === "string" ? body : "")) ?? null;
};
