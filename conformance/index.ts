export { derivedKeyNames, derivedKeyTexts } from "./cases/derived-key.ts";
export { type CredentialName, type Exchange, type ExtraHeaders, isGiven, type SentRequest } from "./cases/exchange.ts";
export { held, type Judgement, judged, type Level, notExercised, type Violation } from "./cases/judgement.ts";
export { headerWithKey, type KeyHeader, USUAL_KEY_HEADER } from "./cases/key-header.ts";
export { type Keys, keyHeaders } from "./cases/key-headers.ts";
export type { ExchangeLaw, Law, ProposalContext, RelationLaw } from "./cases/law.ts";
export { type PhaseName, phaseNames } from "./cases/phase-name.ts";
export type { Reading } from "./cases/reading.ts";
export type { RequestPlan } from "./cases/request-plan.ts";
export { type Shard, shardNamed } from "./cases/shard.ts";
export { type Corpus, type CorpusFolder, type CorpusText, openCorpus } from "./corpus/corpus.ts";
export type { PendingCvms, RecordedFinding, RecordedStep } from "./corpus/corpus-file.ts";
export { corpusSchema } from "./corpus/corpus-schema.ts";
export type { RunCorpus } from "./corpus/run-corpus.ts";
export { type BaselineEntry, type RunBaseline, updatedEntries } from "./corpus/baseline/baseline.ts";
export { BaselineError } from "./corpus/baseline/baseline-error.ts";
export { baselineText, readBaseline } from "./corpus/baseline/baseline-text.ts";
export { type JsonFault, jsonFaultOf } from "./corpus/baseline/json-fault.ts";
export { type JudgeAlone, judgeAlone } from "./engine/judge-alone.ts";
export type { CurlChoice, HiddenValue, ShellVariable } from "./findings/curl-choice.ts";
export { reportedStep } from "./findings/reported-step.ts";
export { shapeAt } from "./generate/schema-shape.ts";
export { defineLaw, defineRelation } from "./laws/define-law.ts";
export { type ExampleRequest, type ExampleResponse, answered, unanswered } from "./laws/example.ts";
export { exampleAnswer, exampleItem } from "./laws/example-answer.ts";
export { type LawFolder, loadLawFolders, loadLaws } from "./laws/load-laws.ts";
export {
  type ItemSource,
  type ItemStatus,
  type RefreshAnswer,
  type RefreshItem,
  refreshAnswer,
} from "./laws/instance-ids/reading/refresh-answer.ts";
export { joinLaws } from "./laws/own/join-laws.ts";
export { LawError } from "./laws/own/law-error.ts";
export { loadOwnLaws } from "./laws/own/load-own-laws.ts";
export { type ProxyOptions, type RunningProxy, startProxy } from "./proxy/start-proxy.ts";
export { broadcast } from "./report/broadcast.ts";
export { MergeError } from "./report/merge/merge-error.ts";
export { type Merged, mergeReports } from "./report/merge/merge-reports.ts";
export type { NamedReport } from "./report/merge/named-report.ts";
export { createReportReader } from "./report/merge/report-reader.ts";
export { NOT_ALONE } from "./report/not-alone.ts";
export { redactExchange, redactFinding, redactingAnswers, redactResponse } from "./report/redact-finding.ts";
export type { Report, ReportedFinding, ReportedLaw, RunOutcome, Verdict } from "./report/report.ts";
export { isStillBroken } from "./report/judge-replays.ts";
export type { ReplayVerdict, ReportedReplay } from "./report/reported-replays.ts";
export type { Reporter, RunEvent } from "./report/run-event.ts";
export type { Backdrop, LawText } from "./reporters/backdrop.ts";
export type { ContractFile } from "./reporters/contract-file.ts";
export { findingLines } from "./reporters/finding-lines.ts";
export {
  loadFolderRenderer,
  loadHarRecorder,
  loadReporter,
  type ReportFolderFormat,
  type ReportFormat,
} from "./reporters/formats.ts";
export { lostText } from "./reporters/lost-text.ts";
export { outcomeText } from "./reporters/outcome-text.ts";
export { progressReporter } from "./reporters/progress.ts";
export { previewsText } from "./reporters/previews-text.ts";
export { replaysText, replayText } from "./reporters/replays-text.ts";
export type { ReportFile } from "./reporters/report-file.ts";
export { findingsOf, standingOf, whyTolerated } from "./reporters/standing.ts";
export { type Style, styleFor } from "./reporters/style.ts";
export { type Look, lookAt } from "./run/look.ts";
export { type PlannedPhase, planRun } from "./run/plan-run.ts";
export { runConformance } from "./run/run-conformance.ts";
export type { RunOptions } from "./run/run-options.ts";
export { whyNotOfTraffic } from "./run/verdicts.ts";
export { carriesSecret, secretsInHeader, secretsInUrl, shownUrl } from "./secrets/carried-secrets.ts";
export type { Secret } from "./secrets/needles.ts";
export { createRedactor, type Redact, SHORTEST_SECRET } from "./secrets/redactor.ts";
export { AccessError } from "./target/access-error.ts";
export { ContinueError } from "./target/continue-error.ts";
export { StateError } from "./target/state-error.ts";
export { StrangerError } from "./target/stranger-error.ts";
export { type Connection, type Route, routeText, STRAIGHT, type TlsChoice } from "./target/connection/connection.ts";
export type { FetchHandler, InProcessApp } from "./target/in-process/app.ts";
export { serverApp } from "./target/in-process/server-app.ts";
export type { RenewKey } from "./target/target.ts";
export { TargetError } from "./target/target-error.ts";
export { waitForTarget } from "./target/wait-for-target.ts";
