import { setTimeout as delay } from "node:timers/promises";
import type { Case } from "../cases/case.ts";
import type { Reading } from "../cases/reading.ts";
import { singleCase } from "../generate/single-case.ts";
import { AccessError } from "../target/access-error.ts";
import { openingCase } from "./opening-case.ts";
import type { Phase, PhaseContext } from "./phase.ts";
import { probeInstanceIds } from "./probing/probe-instance-ids.ts";

const isAboutAccess = (status: number): boolean => status === 401 || status === 403 || status === 429;

const statusOf = ({ outcome }: Reading): number => (outcome.kind === "response" ? outcome.status : 0);

/** What limits the pace is asked again so often, unless it says when. */
const PACED_TRIES = 5;
const PACED_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** How often it is looked whether the run is over meanwhile. */
const SLICE_MS = 100;

/** How long a server that was asked too fast wants to be left alone. Source: RFC 6585 section 4, RFC 9110 section 10.2.3. */
const pauseMs = ({ outcome }: Reading): number => {
  const seconds = outcome.kind === "response" ? Number(outcome.headers["retry-after"]) : Number.NaN;
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : PACED_PAUSE_MS;
};

/** Sends a case, and again while the server says that it was asked too fast: what the probe does not learn, nothing learns. */
const sendPaced = async (testCase: Case, { send, isOver }: PhaseContext): Promise<Reading> => {
  for (let tries = 1; ; tries += 1) {
    const [reading] = await send(testCase);
    if (reading === undefined)
      throw new Error("A case of one request gave no reading. This is a fault of the harness.");
    if (statusOf(reading) !== 429 || tries === PACED_TRIES || isOver()) return reading;
    for (const endMs = performance.now() + pauseMs(reading); performance.now() < endMs && !isOver(); )
      await delay(SLICE_MS);
  }
};

/** Sends what has to come before everything else. */
const open = async ({ relations, operation, knowledge, asAllowed, send }: PhaseContext): Promise<void> => {
  for (const relation of relations)
    for (const plans of relation.opening?.({ operation, knowledge }) ?? [])
      await send(openingCase(plans.map(asAllowed), relation));
};

/** Learns identifiers and credentials before anything is generated. Rejects with `AccessError` where every request is refused. */
const probe: Phase = {
  name: "probe",
  run: async (context) => {
    // Without leave to write each preview is looked after by itself.
    if (context.round === 0 && context.allowWrites) await open(context);
    const statuses: number[] = [];
    const knowledge = await probeInstanceIds({
      operation: context.operation,
      credentials: context.credentials,
      send: async (plan) => {
        const reading = await sendPaced(singleCase(plan, context.asAllowed), context);
        statuses.push(statusOf(reading));
        const isUsual = plan.credential === context.credentials[0];
        if (isUsual && statusOf(reading) === 200) context.takeHealthRequest(reading.request);
        return reading;
      },
    });
    const [status] = statuses;
    if (status !== undefined && statuses.every(isAboutAccess)) {
      // Later on it is no mistake of the user's, and what was learned before still holds.
      if (context.round > 0) return "every request was refused";
      if (status === 429 && context.isOver()) return "the run was over before the server would answer";
      throw new AccessError(status, !context.credentials.includes("none"));
    }
    context.learn(knowledge);
    return null;
  },
};

export default probe;
