import type { Received, Reply } from "./json-listener.ts";
import { lenientFastapi } from "./lenient-fastapi.ts";

/** What Starlette answers where a handler raises. */
const RAISED: Reply = {
  status: 500,
  json: null,
  text: "Internal Server Error",
  headers: { "content-type": "text/plain; charset=utf-8" },
};

/** Python reads a number beyond doubles as `inf`, and half of a surrogate pair as it stands; it writes neither into the 422 that repeats the input. */
const canBeWritten = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(canBeWritten);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => name.isWellFormed() && canBeWritten(member));
};

const read = ({ body }: Received): unknown => {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return json;
  } catch {
    return null;
  }
};

/**
 * Answers as FastAPI does with nothing added: as `lenient-fastapi`, but a refusal repeats what was sent, and where that can't be written
 * as JSON the server fails.
 */
export const stockFastapi = (): ((request: Received) => Reply) => {
  const answer = lenientFastapi();
  return (request) => {
    const reply = answer(request);
    return reply.status === 422 && !canBeWritten(read(request)) ? RAISED : reply;
  };
};
