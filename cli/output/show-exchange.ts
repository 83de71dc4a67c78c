import type { Exchange } from "../../conformance/index.ts";

/** Longer bodies are cut: an example is to be taken in at a glance. */
const LONGEST = 400;

const shown = (body: Uint8Array | null): string => {
  if (body === null) return "(no body)";
  if (body.length === 0) return "(empty body)";
  const text = JSON.stringify(new TextDecoder().decode(body.subarray(0, LONGEST)))
    .slice(1, -1)
    .replaceAll('\\"', '"');
  return body.length > LONGEST ? `${text}... (${body.length} bytes)` : text;
};

/** One exchange as two lines: what was sent, what came back. Bodies are text with control characters escaped. */
export const showExchange = ({ request, outcome }: Exchange): readonly string[] => {
  const contentType = request.headers["content-type"] ?? "no content type";
  const sent = `${request.method} ${request.path} (${contentType}, credential ${request.credential}) ${shown(request.body)}`;
  const got = outcome.kind === "response" ? `${outcome.status} ${shown(outcome.body)}` : `no answer: ${outcome.detail}`;
  return [`> ${sent}`, `< ${got}`];
};
