import type { Contract, Operation } from "../../contract/index.ts";
import { CaseTally } from "../cases/case-tally.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Law } from "../cases/law.ts";
import type { Reading } from "../cases/reading.ts";
import type { Breach } from "../cases/trial.ts";
import { fingerprintOf } from "../engine/fingerprint.ts";
import { LawBook } from "../engine/law-book.ts";
import { toReportedFinding, untoldCause } from "../findings/to-reported-finding.ts";
import { hasPreview } from "../generate/preview.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { createJudge, type Judge } from "../judge/judge.ts";
import { matchesTemplate } from "../judge/path-template.ts";
import { byGravity } from "../report/by-gravity.ts";
import { Coverage } from "../report/coverage.ts";
import { LatencyHistogram } from "../report/latency-histogram.ts";
import { outcomeOf } from "../report/outcome.ts";
import { redactFinding } from "../report/redact-finding.ts";
import type { Report, ReportedFinding } from "../report/report.ts";
import type { ReportedPace } from "../report/reported-pace.ts";
import { RequestTimeline } from "../report/request-timeline.ts";
import type { RunOptions } from "../run/run-options.ts";
import { reachedBy } from "../run/reported-settings.ts";
import { chooseLaws, reportLaws } from "../run/verdicts.ts";
import { headerIn, type RawHeader } from "./end-to-end.ts";
import { mayWrite } from "./may-write.ts";
import { redactorOf } from "./secrets.ts";

/** What traffic is judged by. */
export interface TrafficOptions
  extends Pick<
    RunOptions,
    | "contract"
    | "laws"
    | "lawIds"
    | "skippedLawIds"
    | "profile"
    | "failOn"
    | "strictEvidence"
    | "toolVersion"
    | "target"
    | "connection"
    | "curl"
    | "now"
  > {
  /** Told of each finding when it is first seen. */
  readonly onFinding: (finding: ReportedFinding) => void;
  readonly onLawFailure: (law: Law, error: Error) => void;
}

/** From this version on the API has other types in the places that the contract describes. */
const FIRST_OTHER_VERSION = "2026-05-22";

const OF_ANOTHER_VERSION = `it asks for an X-Phala-Version of ${FIRST_OTHER_VERSION} or later, of which there is another contract`;

const speaksOfTheContract = (headers: readonly RawHeader[]): boolean =>
  (headerIn(headers, "x-phala-version") ?? "") < FIRST_OTHER_VERSION;

const sizeOf = ({ request, outcome }: Exchange): number =>
  (request.body?.length ?? 0) + (outcome.kind === "response" ? outcome.body.length : 0);

/** Whose key it was is not known: there may be many clients. */
const asTheClients = ({ variables = [] }: Pick<ReportedFinding, "variables">): Pick<ReportedFinding, "variables"> =>
  variables.length === 0
    ? {}
    : { variables: variables.map(({ name }) => ({ name, holds: "what the client that sent it put there" })) };

/** Nothing is sent, so that only laws about one exchange are put to the test. */
const choiceOf = (options: TrafficOptions) => ({
  ...options,
  phases: null,
  allowWrites: true,
  credentials: [],
  corpus: null,
  stateUrl: null,
  baseline: null,
  mostRequests: null,
});

/** The pace of traffic is its clients' own, and what is put off is sent again by them. */
const PASSED_ON: ReportedPace = Object.freeze({ refusals: 0, unanswered: 0, perSecond: null, speed: null });

/** An exchange that passed, and whether its request asks for what a preview would not do. */
interface Passed {
  readonly reading: Reading;
  readonly writes: boolean;
}

interface Watched {
  readonly judge: Judge;
  readonly coverage: Coverage | null;
  /** Its requests can ask for a preview. */
  readonly hasPreview: boolean;
}

const watchedIn = (contract: Contract): ReadonlyMap<Operation, Watched> =>
  new Map(
    contract.operations.map((operation) => {
      const pointer = operation.requestBody?.schemaPointer;
      const shape = pointer === undefined ? null : shapeAt(contract.document, pointer);
      return [
        operation,
        {
          judge: createJudge(contract, operation),
          coverage: shape === null ? null : new Coverage(shape),
          hasPreview: shape !== null && hasPreview(shape),
        },
      ];
    }),
  );

/** Judges exchanges as they pass, each by itself: nothing is sent to confirm what one of them shows. */
export class Traffic {
  readonly #options: TrafficOptions;
  readonly #watched: ReadonlyMap<Operation, Watched>;
  readonly #book: LawBook;
  readonly #latencies = new LatencyHistogram();
  readonly #timeline = new RequestTimeline();
  readonly #findings = new Map<string, { readonly finding: ReportedFinding; readonly size: number }>();
  readonly #startedAtMs: number;
  readonly #startMs = performance.now();
  #judged = 0;
  #requests = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#watched = watchedIn(options.contract);
    this.#startedAtMs = options.now();
    this.#book = new LawBook(chooseLaws(choiceOf(options)), options.onLawFailure, { profile: options.profile });
  }

  /** The operation that a request is made to, or why its answer is not for the contract to judge. Counts the request. */
  operationOf(method: string, path: string, headers: readonly RawHeader[]): Operation | string {
    this.#requests += 1;
    const [place = ""] = path.split("?");
    const there = this.#options.contract.operations.filter((operation) => matchesTemplate(operation.path, place));
    if (there.length === 0) return "the contract has no such path";
    const operation = there.find((one) => one.method === method);
    if (operation === undefined) return "the contract has no such method on the path";
    return speaksOfTheContract(headers) ? operation : OF_ANOTHER_VERSION;
  }

  /** Judges an exchange with an operation, and gives the ids of the laws that it breaks. No report shows `secrets`. */
  judge(operation: Operation, exchange: Exchange, secrets: readonly string[]): readonly string[] {
    const watched = this.#watched.get(operation);
    if (watched === undefined) return [];
    const reading = watched.judge(exchange);
    watched.coverage?.add(reading);
    this.#latencies.add(exchange.outcome.latencyMs);
    this.#timeline.add(performance.now() - this.#startMs, exchange.outcome);
    const { breaches } = this.#book.judge([reading], null, null, true);
    const writes = watched.hasPreview && mayWrite(reading);
    for (const breach of breaches) this.#keep(breach, { reading, writes }, secrets);
    this.#judged += 1;
    return [...new Set(breaches.map(({ law }) => law.id))];
  }

  /** Of one bug the smallest exchange is kept, a preview rather than one that writes. */
  #keep(breach: Breach, { reading, writes }: Passed, secrets: readonly string[]): void {
    const fingerprint = fingerprintOf(
      breach.law.id,
      reading.operation.id,
      breach.violation.formerly ?? breach.violation.discriminator,
    );
    const known = this.#findings.get(fingerprint);
    const size = sizeOf(reading);
    if (known !== undefined && (known.finding.writes === writes ? known.size <= size : writes)) return;
    const suspect = { fingerprint, phase: "traffic", order: known?.finding.foundIn.order ?? this.#judged } as const;
    const found = toReportedFinding(
      { suspect, trial: { readings: [reading] }, breach },
      { ...untoldCause, writes },
      this.#options.target,
      this.#options.curl,
    );
    const finding = redactFinding({ ...found, ...asTheClients(found), replay: null }, redactorOf(secrets));
    this.#findings.set(fingerprint, { finding, size });
    if (known === undefined) this.#options.onFinding(finding);
  }

  /** What the traffic until now has shown. */
  report(): Report {
    const { contract, toolVersion, target, profile, failOn, strictEvidence } = this.#options;
    const findings = [...this.#findings.values()].map(({ finding }) => finding).toSorted(byGravity);
    const laws = reportLaws(
      choiceOf(this.#options),
      this.#book,
      { findings, unstable: new Map() },
      ({ missing }) => missing,
    );
    return {
      schemaVersion: 1,
      tool: { name: "cvm-contract", version: toolVersion },
      contract: { title: contract.title, version: contract.version, sha256: contract.sha256 },
      target: target.href,
      seed: null,
      shard: null,
      settings: {
        embedded: false,
        ...reachedBy(this.#options),
        allowWrites: true,
        stateProbe: false,
        credentials: [],
        profile,
        failOn,
        strictEvidence,
        phases: [],
        cases: null,
        workers: null,
        rate: null,
      },
      startedAt: new Date(this.#startedAtMs).toISOString(),
      durationMs: Math.round(performance.now() - this.#startMs),
      requests: this.#requests,
      cases: this.#judged,
      casesDigest: new CaseTally().digest,
      knowledgeDigest: null,
      outcome: outcomeOf(
        {
          failOn,
          strictEvidence,
          interrupted: false,
          isLost: false,
          storeDoubted: false,
          requests: this.#requests,
          pace: PASSED_ON,
        },
        laws,
        findings,
      ),
      interrupted: false,
      lost: null,
      previews: null,
      extent: null,
      phases: [],
      laws,
      coverage: [...this.#watched.values()].flatMap(({ coverage }) => coverage?.keywords ?? []),
      pace: PASSED_ON,
      latencyMs: this.#latencies.summary,
      timeline: this.#timeline.summary,
      findings,
      baseline: null,
    };
  }
}
