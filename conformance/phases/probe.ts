import type { Reading } from "../cases/reading.ts";
import { singleCase } from "../generate/single-case.ts";
import { AccessError } from "../target/access-error.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { LostError } from "../target/lost-error.ts";
import type { Phase } from "./phase.ts";
import { probeInstanceIds } from "./probing/probe-instance-ids.ts";

const isAboutAccess = (status: number): boolean => status === 401 || status === 403 || status === 429;

const statusOf = ({ outcome }: Reading): number => (outcome.kind === "response" ? outcome.status : 0);

/** Learns identifiers and credentials before anything is generated. Rejects with `AccessError` where every request is refused, and with `LostError`. */
const probe: Phase = {
  name: "probe",
  run: async (context) => {
    const statuses: number[] = [];
    /** What was learned before holds. */
    let lost: LostError | null = null;
    const knowledge = await probeInstanceIds({
      operation: context.operation,
      credentials: context.credentials,
      send: async (plan) => {
        const sent = context.asAllowed(plan);
        const [reading] = await context.send(singleCase(plan, context)).catch((error: unknown) => {
          if (!(error instanceof LostError)) throw error;
          lost = error;
          throw new CutOffError();
        });
        if (reading === undefined)
          throw new Error("A case of one request gave no reading. This is a fault of the harness.");
        statuses.push(statusOf(reading));
        if (statusOf(reading) === 200) context.takeHealthRequest(sent);
        return reading;
      },
    });
    const [status] = statuses;
    // What was sent before a case may have been answered.
    const isTaken = context.credentials.some(context.hasWorked);
    if (status !== undefined && statuses.every(isAboutAccess) && !isTaken) {
      // Later on it is no mistake of the user's, and what was learned before still holds.
      if (context.round > 0) return "every request was refused";
      throw new AccessError(status, context.keyCarrier(context.credentials[0] ?? "none"));
    }
    // A key that is refused later on had been taken, and has expired.
    const { refused } = context.round === 0 ? knowledge : context.knowledge;
    context.learn({ ...knowledge, ...(refused === undefined ? {} : { refused }) });
    if (lost !== null) throw lost;
    return null;
  },
};

export default probe;
