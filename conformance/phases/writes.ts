import { relationPhase } from "./relation-phase.ts";

/** Laws about what is stored afterwards, from the initial state each time where there is a state probe. */
export default relationPhase({ name: "writes", fuzzCasesPerCase: 200, writes: true });
