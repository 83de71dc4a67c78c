import type { Outcome } from "../cases/exchange.ts";

/**
 * What answers in the place of an operation of the contract, whatever it is asked. `missing`: nothing is there. `redirect`: it is
 * elsewhere, or a login is. `page`: words for people. `unavailable`: what stands in front of a server answers that it is away.
 * `failing`: the server itself has erred.
 */
export type Stranger =
  | { readonly kind: "missing" | "unavailable" | "failing"; readonly status: number }
  | { readonly kind: "redirect"; readonly status: number; readonly location: string }
  | { readonly kind: "page"; readonly status: number; readonly contentType: string; readonly title: string };

/** Source: RFC 9110 sections 15.5.5, 15.5.6 and 15.5.11. */
const MISSING: ReadonlySet<number> = new Set([404, 405, 410]);
/** Source: RFC 9110 sections 15.6.3 to 15.6.5. */
const UNAVAILABLE: ReadonlySet<number> = new Set([502, 503, 504]);

const MAX_TITLE = 80;

/** So much of an answer is looked at. */
const HEAD_BYTES = 4096;

const headOf = (body: Uint8Array): string =>
  new TextDecoder()
    .decode(body.subarray(0, HEAD_BYTES))
    .replace(/^\uFEFF/, "")
    .trimStart();

const titleOf = (head: string): string =>
  (/<title[^>]*>([^<]*)/i.exec(head)?.[1] ?? (head.startsWith("<") ? "" : head))
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, MAX_TITLE);

/** A page in the place of a JSON answer: HTML, or the text with which web servers refuse what was not meant for them. */
const pageIn = ({ status, headers, body }: Extract<Outcome, { kind: "response" }>): Stranger | null => {
  const contentType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "no content type";
  const head = headOf(body);
  const isHtml = /html/.test(contentType) && head.startsWith("<");
  const isBadRequest = status === 400 && /^(text\/|no content type)/.test(contentType) && !/^[{["]/.test(head);
  return isHtml || isBadRequest ? { kind: "page", status, contentType, title: titleOf(head) } : null;
};

/** What an answer to a well-formed request is, where it can't be the operation's own; null where it can. */
export const strangerIn = (outcome: Outcome): Stranger | null => {
  if (outcome.kind === "fault") return null;
  const { status } = outcome;
  if (UNAVAILABLE.has(status)) return { kind: "unavailable", status };
  if (status >= 500) return { kind: "failing", status };
  if (MISSING.has(status)) return { kind: "missing", status };
  const { location } = outcome.headers;
  if (status >= 300 && status < 400 && location !== undefined) return { kind: "redirect", status, location };
  // Who may ask is another matter.
  return status === 401 || status === 403 ? null : pageIn(outcome);
};

/** Whether two answers are of one and the same stranger. */
export const isSameStranger = (one: Stranger, other: Stranger): boolean =>
  one.kind === other.kind && one.status === other.status;
