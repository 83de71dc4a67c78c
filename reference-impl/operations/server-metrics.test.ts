import { expect, it } from "vitest";
import { metricsText } from "./metrics-text.ts";
import { ServerMetrics } from "./server-metrics.ts";

it("counts requests, items and failures, and tells them in the format of Prometheus", () => {
  const metrics = new ServerMetrics();
  const request = { method: "PATCH", route: "/a", status: 200 };
  metrics.answered({ ...request, durationMs: 4 });
  metrics.answered({ ...request, durationMs: 40_000 });
  metrics.answered({ method: "BREW", route: "none", status: 404, durationMs: 1 });
  metrics.upstreamFailed({ node: 'pod "1"\n', method: "Status", why: "never a label" });
  const text = metricsText(metrics.metrics({ inHand: 3, loopDelayMs: 20, heapBytes: 5 }));
  expect(text.endsWith("\n")).toBe(true);
  expect(text.split("\n")).toEqual(
    expect.arrayContaining([
      "# TYPE cvm_contract_http_requests_total counter",
      'cvm_contract_http_requests_total{method="PATCH",route="/a",status="200"} 2',
      'cvm_contract_http_requests_total{method="other",route="none",status="404"} 1',
      'cvm_contract_http_request_duration_seconds_bucket{le="0.005"} 1',
      'cvm_contract_http_request_duration_seconds_bucket{le="30"} 1',
      'cvm_contract_http_request_duration_seconds_bucket{le="+Inf"} 2',
      "cvm_contract_http_request_duration_seconds_sum 40.004",
      "cvm_contract_http_request_duration_seconds_count 2",
      'cvm_contract_upstream_failures_total{node="pod \\"1\\"\\n",method="Status"} 1',
      "cvm_contract_requests_in_hand 3",
      "cvm_contract_event_loop_delay_p99_seconds 0.02",
    ]),
  );
  expect(text).not.toContain("never a label");
});
