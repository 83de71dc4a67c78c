import type { ReportedFinding, ReportedStep } from "../../report/report.ts";

/** Header fields that fetch sets itself, and refuses to take. Source: Node.js's undici, `lib/core/request.js`. */
const OWN_FIELDS = ["connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade"];

/** Source: fetch.spec.whatwg.org, "forbidden method". */
const FORBIDDEN_METHODS = ["CONNECT", "TRACE", "TRACK"];

/** These methods fetch writes in capitals. Source: fetch.spec.whatwg.org, "normalize a method". */
const CAPITALS = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];

const isSpelledAlike = (path: string, target: string): boolean => {
  const base = target.replace(/\/$/, "");
  try {
    const { href } = new URL(`${base}${path}`);
    return href === `${new URL(base).href.replace(/\/$/, "")}${path}`;
  } catch {
    return false;
  }
};

const headerProblem = (headers: ReportedStep["headers"]): string | null => {
  for (const [name, value] of Object.entries(headers)) {
    if (OWN_FIELDS.includes(name)) return `fetch sets ${name} itself`;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value) || value.trim() !== value)
      return `fetch sends no such header as ${name}`;
  }
  return null;
};

const stepProblem = ({ method, path, headers, body, credential }: ReportedStep, target: string): string | null => {
  if (!["none", "bad", "empty-key", "member", "admin", "other"].includes(credential))
    return "the key is made of a member's";
  if (FORBIDDEN_METHODS.includes(method.toUpperCase())) return `fetch sends no ${method}`;
  if (method !== method.toUpperCase() && CAPITALS.includes(method.toUpperCase()))
    return `fetch spells ${method} otherwise`;
  if (body !== null && ["GET", "HEAD"].includes(method)) return `fetch sends no body with ${method}`;
  if (!isSpelledAlike(path, target)) return "fetch spells the path otherwise";
  if (body !== null && typeof body !== "string" && "leftOutBytes" in body)
    return "the request is longer than a report holds";
  return headerProblem(headers);
};

/** The headers whose value is a secret, and the variable that each is read from, as the command lines have them. */
export const secretHeaders = (curl: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    curl.flatMap((line) =>
      [...line.matchAll(/-H "([^":]+): \$(HEADER_[A-Z0-9_]+)"/g)].map(([, name = "", variable = ""]) => [
        name,
        variable,
      ]),
    ),
  );

/** What stands in a report where a secret was. */
const REDACTED = /\[(api-key|admin-key|other-key|header|set-cookie)\]/;

/** Why plain `fetch` can't send the requests of a finding as they were sent, or null where it can. */
export const fetchProblem = ({ steps, curl }: ReportedFinding, target: string): string | null => {
  if (steps.length === 0) return "there is no request";
  // Only there is it said how a body went, and which requests were under way at once.
  if (curl.some((line) => line.includes("transfer-encoding: chunked"))) return "the body goes in chunks";
  if (curl.some((line) => line.endsWith("& wait"))) return "requests are sent at once";
  const known = secretHeaders(curl);
  const isRedacted = ({ path, headers, body }: ReportedStep): boolean =>
    REDACTED.test(path) ||
    REDACTED.test(JSON.stringify(body)) ||
    Object.entries(headers).some(([name, value]) => REDACTED.test(value) && !Object.hasOwn(known, name));
  if (steps.some(isRedacted)) return "a secret was taken out of a request";
  for (const step of steps) {
    const problem = stepProblem(step, target);
    if (problem !== null) return problem;
  }
  return null;
};
