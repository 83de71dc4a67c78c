import type { RequestPlan } from "../../cases/request-plan.ts";
import type { InProcessApp } from "./app.ts";

/** Source: the Fetch Standard, "forbidden method". */
const FORBIDDEN = ["CONNECT", "TRACE", "TRACK"];

const keepsPath = (path: string): boolean => {
  const url = URL.parse(`http://localhost${path}`);
  return url !== null && `${url.pathname}${url.search}` === path;
};

/**
 * What a request has that no Request object can: HTTP on the wire alone carries it. Null where it has nothing of the kind.
 * Source: the Fetch Standard, "Request class"; the URL Standard, "path state".
 */
export const beyondFetch = ({ method, path, body }: Pick<RequestPlan, "method" | "path" | "body">): string | null => {
  if (FORBIDDEN.includes(method.toUpperCase())) return `the method ${method}`;
  if ((method === "GET" || method === "HEAD") && body.kind !== "none") return `a body of ${method}`;
  return keepsPath(path) ? null : "a path that URL spells otherwise, such as one with . or .. in it";
};

/** What of a request can't be brought to a server under test, or null; over HTTP everything can. */
export const beyondReach = (app: InProcessApp | null, plan: RequestPlan): string | null =>
  app?.kind === "fetch" ? beyondFetch(plan) : null;
