import type { RefusalScenario } from "../../mock/index.ts";

const refusal = (
  name: string,
  status: number,
  detail: string,
  { title, when, headers = {} }: Pick<RefusalScenario, "title" | "when"> & Partial<Pick<RefusalScenario, "headers">>,
): RefusalScenario => ({
  kind: "refusal",
  name,
  title,
  when,
  request: { headers: { "content-type": "application/json" }, body: "{}" },
  status,
  headers,
  body: { detail },
});

/**
 * What a server, or what stands before it, answers without looking at the body. 413, 429 and 503 are the reference's own words; it never
 * answers 403 or 500, which have the same form here.
 */
export const refusalsBeforeTheBody: readonly RefusalScenario[] = Object.freeze([
  refusal("body-too-large", 413, "The body is longer than 1048576 bytes", {
    title: "The body is too large",
    when: "When a client sends thousands of ids at once.",
  }),
  refusal("forbidden", 403, "Forbidden", {
    title: "Access is refused",
    when: "When a firewall, or a gateway before the API, does not let a client in.",
  }),
  refusal("internal-error", 500, "Internal Server Error", {
    title: "The server has failed",
    when: "When something went wrong that nobody has foreseen. What was written until then is unknown.",
  }),
  refusal("overloaded", 503, "Too many requests are in hand", {
    title: "The server has too much to do",
    when: "When more is asked at once than is let in: `Retry-After` says when to come back.",
    headers: { "retry-after": "1" },
  }),
  refusal("rate-limited", 429, "Too Many Requests", {
    title: "The key has asked too often",
    when: "When a page polls, or retries without waiting: `Retry-After` says when to come back.",
    headers: { "retry-after": "60" },
  }),
]);
