import { relationPhase } from "./relation-phase.ts";

/** Laws about who may see and do what, with the keys that were given. */
export default relationPhase({ name: "access", fuzzCasesPerCase: 100, needsLeaveToWrite: false });
