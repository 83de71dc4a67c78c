import { assertNever } from "../../cases/assert-never.ts";
import type { Fault } from "../../cases/exchange.ts";
import type { Irregularity } from "../../cases/expectation.ts";
import { requestKind } from "../../cases/request-kind.ts";
import { held, type Judgement, judged, notExercised } from "../../cases/judgement.ts";
import type { Reading } from "../../cases/reading.ts";
import { defineLaw } from "../define-law.ts";
import { answered, unanswered } from "../example.ts";
import { exampleAnswer } from "../example-answer.ts";
import { formerRequestKind } from "./reading/former-request-kind.ts";

const hasIrregularity = ({ expectation }: Reading, irregularity: Irregularity): boolean =>
  expectation.kind === "tolerance" && expectation.irregularities.includes(irregularity);

/** 501 is right for a method that a server implements nowhere; GET and HEAD it has to implement. Source: RFC 9110 section 9.1. */
const isUnimplementedMethod = ({ request, operation }: Reading, status: number): boolean =>
  status === 501 && request.method !== operation.method && request.method !== "GET" && request.method !== "HEAD";

/**
 * A server may refuse a body by closing the connection while the body is still on its way, and then the client may never
 * see the answer. Source: RFC 9110 section 15.5.14.
 */
const mayBeClosedEarly = (reading: Reading): boolean => hasIrregularity(reading, "too-large");

/**
 * What a stock FastAPI answers 500, for its own refusal repeats what was sent and can hold neither: a lone surrogate, and a number
 * that no double holds (it reads 1e400 as infinity). Source: RFC 7493 sections 2.1 and 2.2 forbid to send either.
 */
const TOLERABLE: readonly Irregularity[] = ["lone-surrogate", "imprecise-number"];

const faultText = (fault: Exclude<Fault, "unreachable" | "too-long">): string => {
  switch (fault) {
    case "timeout":
      return "no whole answer in time (see --timeout)";
    case "dropped":
      return "the connection was dropped";
    case "not-http":
      return "bytes that are no HTTP response";
    default:
      return assertNever(fault);
  }
};

const breach = (reading: Reading, what: string, discriminator: string): Judgement => {
  const kind = requestKind(reading.expectation);
  const violation = {
    message: `The server failed on ${kind}.`,
    expected: "an answer below 500",
    actual: what,
    discriminator,
    formerly: `${discriminator} to ${formerRequestKind(reading.expectation)}`,
  };
  return judged([
    TOLERABLE.some((one) => hasIrregularity(reading, one)) ? { ...violation, level: "should" } : violation,
  ]);
};

export default defineLaw({
  id: "never-a-server-error",
  level: "must",
  says: "No request, however broken, gets a server error, no answer at all, or a dropped connection.",
  source: "RFC 9110 section 15.6: 5xx says that the server has erred, and openapi.json declares none.",
  missing: "Needs one exchange: send any request.",
  kills: [
    "crash-on-deep-nesting",
    "crash-on-invalid-utf-8",
    "crash-on-number-beyond-doubles",
    "crash-on-oversized-body",
    "crash-on-percent",
    "401-as-server-error",
    "crash-over-999-ids",
    "crash-on-options",
  ],
  judge: (reading) => {
    const { outcome } = reading;
    if (outcome.kind === "fault") {
      // Nothing was asked; or there was an answer, of which another law speaks.
      if (outcome.fault === "unreachable" || outcome.fault === "too-long") return notExercised;
      if (outcome.fault === "dropped" && mayBeClosedEarly(reading)) return notExercised;
      return breach(reading, faultText(outcome.fault), outcome.fault);
    }
    if (outcome.status < 500) return held;
    if (isUnimplementedMethod(reading, outcome.status)) return notExercised;
    return breach(reading, String(outcome.status), `status ${outcome.status}`);
  },
  holds: [
    answered({}, { json: exampleAnswer([]) }),
    answered({ text: "{" }, { status: 400, json: {} }),
    answered({ method: "TRACE", bytes: null }, { status: 501, text: "" }),
    answered({ text: '{"limit":1e400}' }, { status: 400, json: {} }),
    unanswered({ text: `"${"x".repeat(1024 * 1024)}"` }, "dropped"),
    unanswered({ text: "{" }, "unreachable"),
  ],
  broken: [
    answered(
      { json: { cvm_ids: ["\u0000"] } },
      { status: 500, text: "Internal Server Error", contentType: "text/plain" },
    ),
    answered({ text: "{" }, { status: 502, text: "" }),
    answered({ text: '{"limit":1e400}' }, { status: 500, text: "Internal Server Error", contentType: "text/plain" }),
    answered({ text: '{"cvm_ids":["\\ud800"]}' }, { status: 500, text: "" }),
    answered({ method: "GET", bytes: null }, { status: 501, text: "" }),
    answered({}, { status: 501, text: "" }),
    unanswered({ text: `${"[".repeat(100)}${"]".repeat(100)}` }, "dropped"),
    unanswered({ text: "\uFEFF{}" }, "timeout"),
    unanswered({}, "not-http"),
  ],
});
