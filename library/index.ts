export { builtInLaws } from "./built-in-laws.ts";
export { CheckError } from "./check-error.ts";
export type { CheckOptions } from "./check-options.ts";
export { checkServer } from "./check-server.ts";
export {
  answered,
  type Exchange,
  type ExchangeLaw,
  exampleAnswer,
  exampleItem,
  defineLaw,
  defineRelation,
  held,
  type Judgement,
  judged,
  type Law,
  type Level,
  notExercised,
  type ProposalContext,
  type Reading,
  type RefreshAnswer,
  refreshAnswer,
  type RelationLaw,
  type Report,
  type ReportedFinding,
  type ReportedLaw,
  type Reporter,
  type ReportFile,
  type ReportFolderFormat,
  type ReportFormat,
  type RequestPlan,
  type RunEvent,
  type RunOutcome,
  unanswered,
  type Verdict,
  type Violation,
} from "../conformance/index.ts";
export type { Contract } from "../contract/index.ts";
export { loadContract } from "./contract.ts";
export { createReporter, type ReporterOptions, reportFiles, reportText } from "./reporter.ts";
export type { CheckTarget, FastifyLike, FetchHandler, NodeListener } from "./target.ts";
