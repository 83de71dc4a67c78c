import type { IncomingMessage, OutgoingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Operation } from "../../contract/index.ts";
import type { CodingProblem, Exchange, Outcome } from "../cases/exchange.ts";
import { MAX_ANSWER_BYTES } from "../target/answer-limits.ts";
import { errorText } from "../target/collect-answer.ts";
import { decodeContent } from "../target/content-coding.ts";
import { isUnreachable } from "../target/is-unreachable.ts";
import { type ByteCopy, copyBytes } from "./byte-copy.ts";
import { endToEnd, headerIn, pairsOf, type RawHeader } from "./end-to-end.ts";
import { holdAnswer } from "./held-answer.ts";
import { openUpstream, pathOf } from "./open-upstream.ts";
import { secretsOf } from "./secrets.ts";
import { recordedRequest, recordedResponse } from "./seen-exchange.ts";
import type { Ways } from "./ways-to.ts";

/** Tells the client of an exchange which laws it broke. Source: RFC 9110 section 5.6.1 for the form of the list. */
export const VIOLATIONS_HEADER = "X-Cvm-Contract-Violations";

/** Longer bodies pass unjudged. */
const MAX_BODY_BYTES = MAX_ANSWER_BYTES;

const PROXY_WANTS_TO_KNOW = "the proxy on the way wants to know who asks: name it with user and password in its URL";

const TOO_LONG = "the answer is too long";

const BROKEN_OFF = "it was broken off";

/** What a proxy asks and tells of each request. */
export interface Watch {
  readonly target: URL;
  readonly ways: Ways;
  /** The operation whose laws the answer is to be held to, or why it passes unjudged. */
  readonly operationOf: (method: string, path: string, headers: readonly RawHeader[]) => Operation | string;
  /** Judges one exchange and gives the ids of the laws that it breaks. No report shows `secrets`. */
  readonly judge: (operation: Operation, exchange: Exchange, secrets: readonly string[]) => readonly string[];
  /** The target could not be reached: the proxy's own answer was sent. */
  readonly onUnreachable: (problem: string) => void;
  /** An answer of an operation passed that could not be judged. */
  readonly onUnjudged: (why: string) => void;
  /** An exchange passed that was not to be judged: it is none of the contract's, or was broken off. */
  readonly onPassed: (why: string) => void;
}

/** Answers that may be held back: those that end soon, by their own word or by their nature. */
const mayBeHeld = (headers: readonly RawHeader[]): boolean =>
  Number(headerIn(headers, "content-length") ?? Number.POSITIVE_INFINITY) <= MAX_BODY_BYTES ||
  /^application\/([\w.-]+\+)?json\b/i.test(headerIn(headers, "content-type") ?? "");

const refuse = (response: ServerResponse, target: URL, problem: string): void => {
  const detail = `cvm-contract proxy, not the server: ${target.origin} could not be reached (${problem}).`;
  response.writeHead(502, { "content-type": "application/json" }).end(JSON.stringify({ detail }));
};

const addTrailers = (outgoing: OutgoingMessage, incoming: IncomingMessage): void => {
  const trailers = pairsOf(incoming.rawTrailers);
  if (trailers.length > 0) outgoing.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
};

/** One request on its way through. */
class Passage {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #watch: Watch;
  readonly #headers: readonly RawHeader[];
  /** The operation that it is judged by, or why it is not judged. */
  readonly #operation: Operation | string;
  readonly #sent: ByteCopy;
  readonly #startMs = performance.now();
  #isClientGone = false;
  #isAnswered = false;
  /** It was judged, or told of as one that is not. */
  #isSettled = false;

  constructor(request: IncomingMessage, response: ServerResponse, watch: Watch) {
    this.#request = request;
    this.#response = response;
    this.#watch = watch;
    this.#headers = pairsOf(request.rawHeaders);
    this.#operation = watch.operationOf(request.method ?? "", pathOf(request), this.#headers);
    this.#sent = copyBytes(request, typeof this.#operation === "string" ? 0 : MAX_BODY_BYTES);
  }

  start(): void {
    const upstream = openUpstream(this.#request, this.#watch);
    this.#response.sendDate = false;
    this.#response.once("close", () => {
      if (this.#response.writableFinished) return;
      this.#isClientGone = true;
      this.#settle(() => this.#watch.onPassed(BROKEN_OFF));
      upstream.destroy();
    });
    upstream.once("close", () => {
      // What the target did not want to read is read all the same, for the client may only then listen.
      this.#request.unpipe(upstream);
      this.#request.resume();
    });
    upstream.on("continue", () => this.#response.writeContinue());
    upstream.on("error", (error) => this.#fail(error));
    upstream.once("response", (answer) => {
      this.#isAnswered = true;
      if (this.#watch.ways.reader !== null && answer.statusCode === 407) {
        // It is the proxy on the way that says this, and not to the client.
        answer.destroy();
        this.#notReached(PROXY_WANTS_TO_KNOW);
        return;
      }
      this.#answer(answer).catch((error: unknown) =>
        this.#response.destroy(error instanceof Error ? error : undefined),
      );
    });
    upstream.flushHeaders();
    this.#request.pipe(upstream, { end: false });
    this.#request.once("end", () => {
      addTrailers(upstream, this.#request);
      upstream.end();
    });
  }

  /** Nothing was answered. What the target does to a connection is done to the client's. */
  #fail(error: Error): void {
    if (this.#isAnswered || this.#isClientGone) return;
    const detail = errorText(error);
    // Who may connect was not settled, as where the target wants a certificate: nothing was asked.
    if (isUnreachable(error) || ("code" in error && String(error.code).startsWith("ERR_SSL_"))) {
      this.#notReached(detail);
      return;
    }
    const fault = "code" in error && String(error.code).startsWith("HPE_") ? "not-http" : "dropped";
    this.#judge({ kind: "fault", fault, detail, latencyMs: performance.now() - this.#startMs }, []);
    this.#response.destroy();
  }

  /** Tells once what became of it. */
  #settle(tell: () => void): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    tell();
  }

  #passUnjudged(why: string): void {
    this.#settle(() => this.#watch.onUnjudged(why));
  }

  #notReached(problem: string): void {
    this.#settle(() => this.#watch.onUnreachable(problem));
    refuse(this.#response, this.#watch.target, problem);
  }

  #judge(outcome: Outcome, answered: readonly RawHeader[]): readonly string[] {
    const operation = this.#operation;
    if (typeof operation === "string") {
      this.#settle(() => this.#watch.onPassed(operation));
      return [];
    }
    const body = this.#sent.whole();
    if (body === null) {
      this.#passUnjudged("the request was not sent as a whole, or is too long");
      return [];
    }
    this.#isSettled = true;
    const path = pathOf(this.#request);
    const request = recordedRequest({ method: this.#request.method ?? "", path, headers: this.#headers, body });
    return this.#watch.judge(operation, { request, outcome }, secretsOf(this.#headers, path, answered));
  }

  async #judgeAnswer(answer: IncomingMessage, chunks: readonly Uint8Array[]): Promise<readonly string[]> {
    const latencyMs = performance.now() - this.#startMs;
    const headers = pairsOf(answer.rawHeaders);
    const sent = Buffer.concat(chunks);
    const decoded = await decodeContent(sent, headerIn(headers, "content-encoding"), MAX_BODY_BYTES);
    const judge = (body: Uint8Array, problem?: CodingProblem): readonly string[] =>
      this.#judge(recordedResponse(answer.statusCode ?? 0, headers, body, latencyMs, problem), headers);
    if (decoded.kind === "decoded") return judge(decoded.body);
    // A coding that is unknown here may be the very one that the client asked for.
    if (decoded.kind === "unreadable" && decoded.problem.kind === "damaged") return judge(sent, decoded.problem);
    this.#passUnjudged(decoded.kind === "too-long" ? TOO_LONG : "the answer's content coding is not known");
    return [];
  }

  #writeHead(answer: IncomingMessage, violations: readonly string[]): void {
    const headers = endToEnd(pairsOf(answer.rawHeaders));
    const told: readonly RawHeader[] = violations.length === 0 ? [] : [[VIOLATIONS_HEADER, violations.join(", ")]];
    this.#response.writeHead(answer.statusCode ?? 0, answer.statusMessage ?? "", [...headers, ...told].flat());
  }

  async #passOn(answer: IncomingMessage): Promise<void> {
    await pipeline(answer, this.#response, { end: false });
    addTrailers(this.#response, answer);
    this.#response.end();
  }

  async #answer(answer: IncomingMessage): Promise<void> {
    const operation = this.#operation;
    if (typeof operation === "string") {
      this.#settle(() => this.#watch.onPassed(operation));
      this.#writeHead(answer, []);
      return this.#passOn(answer);
    }
    if (!mayBeHeld(pairsOf(answer.rawHeaders))) {
      const copy = copyBytes(answer, MAX_BODY_BYTES);
      this.#writeHead(answer, []);
      await this.#passOn(answer);
      const body = copy.whole();
      if (body === null) this.#passUnjudged(TOO_LONG);
      else await this.#judgeAnswer(answer, [body]);
      return;
    }
    const { end, chunks } = await holdAnswer(answer, MAX_BODY_BYTES);
    if (this.#isClientGone) return;
    switch (end) {
      case "whole": {
        this.#writeHead(answer, await this.#judgeAnswer(answer, chunks));
        for (const chunk of chunks) this.#response.write(chunk);
        addTrailers(this.#response, answer);
        this.#response.end();
        return;
      }
      case "too-long":
        this.#passUnjudged(TOO_LONG);
        this.#writeHead(answer, []);
        for (const chunk of chunks) this.#response.write(chunk);
        return this.#passOn(answer);
      case "cut-off": {
        const latencyMs = performance.now() - this.#startMs;
        const detail = "the connection ended before the answer did";
        this.#writeHead(
          answer,
          this.#judge({ kind: "fault", fault: "dropped", detail, latencyMs }, pairsOf(answer.rawHeaders)),
        );
        for (const chunk of chunks) this.#response.write(chunk);
        this.#response.write("", () => this.#response.destroy());
        return;
      }
    }
  }
}

/** Sends a request on to the target and its answer back; where the contract speaks of it, judges them on the way. */
export const forward = (request: IncomingMessage, response: ServerResponse, watch: Watch): void =>
  new Passage(request, response, watch).start();
