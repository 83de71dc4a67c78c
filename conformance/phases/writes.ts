import { anyRequest } from "../generate/request-arbitrary.ts";
import { fuzzSequence } from "./fuzz-sequence.ts";
import type { Phase, PhaseContext } from "./phase.ts";
import { relationPhase } from "./relation-phase.ts";

/** One generated request that may write stands for so many fuzz cases of the budget. */
const FUZZ_CASES_PER_REQUEST = 5;

const relations = relationPhase({ name: "writes", fuzzCasesPerCase: 200, needsLeaveToWrite: true });

/** What the fuzz phase left out to spare the fleet: generated requests that write. */
const fuzzThatWrites = async (context: PhaseContext): Promise<void> => {
  const { operation, shape, knowledge, cases } = context;
  const requests = anyRequest({ operation, shape, learned: knowledge.learned, credential: knowledge.credential });
  await context.sendAll(
    context.allot(fuzzSequence("writes", context, requests, Math.ceil(cases / FUZZ_CASES_PER_REQUEST))),
  );
};

/** Laws about what is stored afterwards, from the initial state each time where there is a state probe. */
const writes: Phase = {
  name: "writes",
  leavesTraces: true,
  run: async (context) => {
    const skipped = await relations.run(context);
    if (!context.allowWrites || context.hasStateProbe || context.round > 0) return skipped;
    await fuzzThatWrites(context);
    // What sent requests was not skipped: what its laws lacked is said of each.
    return null;
  },
};

export default writes;
