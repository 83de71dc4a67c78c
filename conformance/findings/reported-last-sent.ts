import type { Exchange } from "../cases/exchange.ts";
import type { ReportedLastSent } from "../report/report.ts";
import { curlLine, variablesIn } from "./curl.ts";
import { type CurlChoice, PLAIN_CURL } from "./curl-choice.ts";
import { reportedStep } from "./reported-step.ts";
import { reportedVariables } from "./to-reported-finding.ts";

/** The exchanges before a loss in the form that reports carry. There are no curl lines where `target` is null. */
export const reportedLastSent = (
  exchanges: readonly Exchange[],
  target: URL | null,
  choice: CurlChoice = PLAIN_CURL,
): ReportedLastSent => ({
  steps: exchanges.map((exchange) => reportedStep(exchange)),
  curl: target === null ? [] : exchanges.map(({ request }) => curlLine(request, target, choice)),
  ...(target === null
    ? {}
    : reportedVariables(exchanges.flatMap(({ request }) => variablesIn(request, target, choice)))),
});
