import { relationPhase } from "./relation-phase.ts";

/** Laws that compare previews: safe on any server. */
export default relationPhase({ name: "relations", fuzzCasesPerCase: 40, needsLeaveToWrite: false });
