import type { ReportedBody, ReportedStep } from "../../report/report.ts";
import { bodyWords } from "../body-words.ts";

/** What is kept of a body: HAR has no place for bytes in a request, so that these are Base64 there, which the comment says. */
const kept = (body: Exclude<ReportedBody, null>): { readonly text: string; readonly isBase64: boolean } => {
  if (typeof body === "string") return { text: body, isBase64: false };
  return "base64" in body ? { text: body.base64, isBase64: true } : { text: body.text, isBase64: false };
};

/** What a reader has to know of a body: how its bytes are written, and how many are not there. */
const remark = (body: ReportedBody): string => {
  if (body === null || typeof body === "string") return "";
  const { rest } = bodyWords(body);
  return [
    ...("base64" in body ? ["Base64 of the bytes."] : []),
    ...(rest === "" ? [] : [`${rest} are left out.`]),
  ].join(" ");
};

const commented = (text: string): { readonly comment?: string } => (text === "" ? {} : { comment: text });

const sizeOf = (body: ReportedBody): number => {
  if (body === null) return 0;
  const { text, isBase64 } = kept(body);
  const bytes = Buffer.byteLength(text, isBase64 ? "base64" : "utf8");
  return bytes + (typeof body !== "string" && "leftOutBytes" in body ? body.leftOutBytes : 0);
};

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const listed = (headers: Readonly<Record<string, string>>): readonly NamedValue[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

/** What no URL may hold in its path and query is percent-encoded, for readers that insist on one; all else stays as it was sent. */
const urlOf = (target: string, path: string): string => {
  const encoded = path.toWellFormed().replaceAll(/[^\x21-\x7e]|["#<>[\\\]^`{|}]/gu, encodeURIComponent);
  return `${target.replace(/\/$/, "")}${encoded}`;
};

const queryOf = (path: string): readonly NamedValue[] => {
  const at = path.indexOf("?");
  return at < 0 ? [] : [...new URLSearchParams(path.slice(at))].map(([name, value]) => ({ name, value }));
};

const postData = (body: Exclude<ReportedBody, null>, mimeType: string) => ({
  mimeType,
  text: kept(body).text,
  ...commented(remark(body)),
});

const requestOf = ({ method, path, headers, body, credential }: ReportedStep, target: string) => ({
  method,
  url: urlOf(target, path),
  httpVersion: "HTTP/1.1",
  cookies: [],
  headers: listed(headers),
  queryString: queryOf(path),
  ...(body === null ? {} : { postData: postData(body, headers["content-type"] ?? "") }),
  headersSize: -1,
  bodySize: sizeOf(body),
  ...commented(credential === "none" ? "" : `It was sent with a key (${credential}), which is not in here.`),
});

const contentOf = (body: ReportedBody, mimeType: string) => {
  const content = { size: sizeOf(body), mimeType };
  if (body === null) return content;
  const { text, isBase64 } = kept(body);
  return { ...content, text, ...(isBase64 ? { encoding: "base64" } : {}), ...commented(bodyWords(body).rest) };
};

const responseOf = ({ response }: ReportedStep) => {
  const plain = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, statusText: "" };
  // So browsers write an answer that never came.
  if ("fault" in response)
    return {
      ...plain,
      status: 0,
      headers: [],
      content: { size: 0, mimeType: "" },
      redirectURL: "",
      bodySize: -1,
      comment: `No answer: ${response.fault} (${response.detail})`,
    };
  const { status, headers, body } = response;
  return {
    ...plain,
    status,
    headers: listed(headers),
    content: contentOf(body, headers["content-type"] ?? ""),
    redirectURL: headers.location ?? "",
    bodySize: -1,
  };
};

/** When a request went out, and how long it took until its answer was there or was given up. */
export interface HarTimes {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly ms: number;
}

/** An entry of an HTTP Archive 1.2: a request to `target`, and its answer. */
export const harEntry = (step: ReportedStep, target: string, { startedAt, ms }: HarTimes, comment: string) => ({
  startedDateTime: startedAt,
  time: ms,
  request: requestOf(step, target),
  response: responseOf(step),
  cache: {},
  timings: { send: 0, wait: ms, receive: 0 },
  ...commented(comment),
});
