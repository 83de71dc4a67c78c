import type { ClientRequest, IncomingMessage } from "node:http";
import { MAX_HEADER_BYTES } from "../target/answer-limits.ts";
import { endToEnd, headerIn, pairsOf, type RawHeader } from "./end-to-end.ts";
import type { Ways } from "./ways-to.ts";

/** What says how long a body is. Source: RFC 9112 section 6. */
const FRAMING = ["content-length", "transfer-encoding"];

/** Methods whose requests Node.js takes to have no body where no header says that they have. */
const BODILESS = ["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"];

const withHost = (headers: readonly RawHeader[], host: string): readonly RawHeader[] =>
  headerIn(headers, "host") === null
    ? [["Host", host], ...headers]
    : headers.map(([name, value]) => [name, name.toLowerCase() === "host" ? host : value]);

/** A request's path and query, also where the client was told to use a proxy and names the whole URL. Source: RFC 9112 section 3.2. */
export const pathOf = ({ url = "/" }: IncomingMessage): string => {
  const [origin] = /^https?:\/\/[^/?#]*/i.exec(url) ?? [];
  if (origin === undefined) return url;
  const path = url.slice(origin.length);
  return path.startsWith("/") ? path : `/${path}`;
};

const targetPath = (target: URL, path: string): string =>
  path === "*" ? path : `${target.pathname.replace(/\/$/, "")}${path}`;

/** Sends the head of a request on to `target`, in one of the ways there; `extra` goes with it. The body is the caller's to send. */
export const openUpstream = (
  request: IncomingMessage,
  { target, ways }: { readonly target: URL; readonly ways: Ways },
  extra: readonly RawHeader[] = [],
): ClientRequest => {
  const given = pairsOf(request.rawHeaders).filter(
    // Who asks the proxy on the way is we, not the client.
    ([name]) => !(ways.reader !== null && name.toLowerCase() === "proxy-authorization"),
  );
  // The body goes on as it comes: in chunks, of a known length, or not at all.
  const isFramed = FRAMING.some((name) => headerIn(given, name) !== null);
  const headers = [...withHost(endToEnd(given, FRAMING), target.host), ...(ways.reader?.headers ?? []), ...extra];
  const path = targetPath(target, pathOf(request));
  const options = {
    ...ways.next(),
    method: request.method,
    path: `${ways.reader?.origin ?? ""}${path === "*" && ways.reader !== null ? "" : path}`,
    maxHeaderSize: MAX_HEADER_BYTES,
    setHost: false,
  };
  if (isFramed || BODILESS.includes(request.method ?? "")) return ways.send({ ...options, headers: headers.flat() });
  // A list of raw headers goes out at once, and with `Transfer-Encoding: chunked` in front of a body that is none.
  const upstream = ways.send(options);
  for (const [name, value] of headers) upstream.appendHeader(name, value);
  upstream.removeHeader("Transfer-Encoding");
  return upstream;
};
