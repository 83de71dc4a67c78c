export { answerFromWorld, type RefreshAnswer } from "./answer/answer-from-world.ts";
export { indexOf } from "./answer/find-named.ts";
export { toRefreshOptions } from "./answer/refresh-options.ts";
export { decodeOutcome, decodeScenario } from "./scenarios/decode-scenario.ts";
export { loadScenarios } from "./scenarios/load-scenarios.ts";
export type { Outcome, RecordedCvm, RefusalScenario, Scenario, WorldScenario } from "./scenarios/scenario.ts";
