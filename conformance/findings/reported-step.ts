import type { Exchange, Outcome } from "../cases/exchange.ts";
import type { ReportedResponse, ReportedStep } from "../report/report.ts";
import { MAX_REPORTED_BYTES, reportedBody } from "./reported-body.ts";

const reportedResponse = (outcome: Outcome, maxBytes: number): ReportedResponse =>
  outcome.kind === "fault"
    ? { fault: outcome.fault, detail: outcome.detail }
    : {
        status: outcome.status,
        headers: outcome.headers,
        body: reportedBody(outcome.body, maxBytes, outcome.leftOutBytes),
      };

/** An exchange in the form that reports carry; of each body the first `maxBytes` at most. */
export const reportedStep = ({ request, outcome }: Exchange, maxBytes = MAX_REPORTED_BYTES): ReportedStep => ({
  credential: request.credential,
  method: request.method,
  path: request.path,
  headers: request.headers,
  body: reportedBody(request.body, maxBytes),
  response: reportedResponse(outcome, maxBytes),
});
