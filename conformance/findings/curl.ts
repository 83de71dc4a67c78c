import { derivedKeyInShell } from "../cases/derived-key.ts";
import { isGiven, type SentRequest } from "../cases/exchange.ts";

/** Longer runs of one character are made by the shell rather than written out. */
const LONG_RUN = 256;

const PRINT_TEXT = "printf %s ";

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const isPrintable = (bytes: Uint8Array): boolean => {
  try {
    // Controls other than tab and line feed do not survive being pasted; invisible format characters mislead.
    return !/[^\P{Cc}\t\n]|\p{Cf}/u.test(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return false;
  }
};

const octal = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

const isAscii = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a;

/** Runs of bytes that a shell line can show as they are, and runs of those that it can't, in turn. */
const stretches = (bytes: Uint8Array): readonly Uint8Array[] => {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 1; at <= bytes.length; at += 1) {
    const before = bytes[at - 1];
    const here = bytes[at];
    if (here !== undefined && before !== undefined && isAscii(here) === isAscii(before)) continue;
    parts.push(bytes.subarray(from, at));
    from = at;
  }
  return parts;
};

const printed = (bytes: Uint8Array): readonly string[] => {
  if (bytes.length === 0) return [];
  const parts = isPrintable(bytes) ? [bytes] : stretches(bytes);
  return parts.map((part) =>
    isPrintable(part) ? `${PRINT_TEXT}${quoted(new TextDecoder().decode(part))}` : `printf ${quoted(octal(part))}`,
  );
};

/** Shell commands that print the bytes together: text as it is, other bytes in octal, long runs by `head` and `tr`. */
const printers = (bytes: Uint8Array): readonly string[] => {
  const commands: string[] = [];
  let pendingFrom = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = at + 1;
    while (end < bytes.length && bytes[end] === bytes[at]) end += 1;
    if (end - at >= LONG_RUN) {
      for (const command of printed(bytes.subarray(pendingFrom, at))) commands.push(command);
      commands.push(`head -c ${end - at} /dev/zero | tr '\\0' '${octal(bytes.subarray(at, at + 1))}'`);
      pendingFrom = end;
    }
    at = end;
  }
  return [...commands, ...printed(bytes.subarray(pendingFrom))];
};

/** The environment variable that holds each credential's key, as the command itself reads them. */
const keyVariable = {
  member: "CVM_CONTRACT_API_KEY",
  admin: "CVM_CONTRACT_ADMIN_KEY",
  other: "CVM_CONTRACT_OTHER_KEY",
} as const;

const credentialFlag = (credential: SentRequest["credential"]): readonly string[] => {
  if (credential === "none") return [];
  if (credential === "bad") return ["-H 'X-API-Key: bad-key'"];
  // By the colon alone curl would take the header out.
  if (credential === "empty-key") return ["-H 'X-API-Key;'"];
  if (isGiven(credential)) return [`-H "X-API-Key: $${keyVariable[credential]}"`];
  return [`-H "${derivedKeyInShell(credential, keyVariable.member).join(": ")}"`];
};

const headerFlags = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);

/**
 * A line for a POSIX shell that sends the same request, byte for byte. Keys are not in it: it reads them from the environment.
 * `target` is the origin and path prefix.
 */
export const curlLine = (request: SentRequest, target: URL): string => {
  const { body, headers } = request;
  const contentType = headers["content-type"];
  const flags = [
    "-sS -i --path-as-is -g",
    // Told by name to send HEAD, curl would wait for the body.
    request.method === "HEAD" ? "-I" : `-X ${request.method}`,
    ...headerFlags(headers),
    ...(body !== null && request.isChunked === true ? ["-H 'transfer-encoding: chunked'"] : []),
    // Without these curl would add headers that the request did not have.
    ...(body !== null && contentType === undefined ? ["-H 'content-type:'"] : []),
    ...(body !== null && body.length > 1024 ? ["-H 'expect:'"] : []),
    ...credentialFlag(request.credential),
  ];
  const url = quoted(`${target.origin}${target.pathname.replace(/\/$/, "")}${request.path}`);
  if (body === null) return `curl ${flags.join(" ")} ${url}`;
  const commands = printers(body);
  if (commands.length === 0) return `curl ${flags.join(" ")} --data-raw '' ${url}`;
  const [only] = commands;
  if (commands.length === 1 && only?.startsWith(PRINT_TEXT))
    return `curl ${flags.join(" ")} --data-raw ${only.slice(PRINT_TEXT.length)} ${url}`;
  return `{ ${commands.join("; ")}; } | curl ${flags.join(" ")} --data-binary @- ${url}`;
};

/** A line for a POSIX shell that has a server put its store back as it was. `url` is the state probe's, `headers` are sent along. */
export const restoreLine = (url: URL, headers: Readonly<Record<string, string>>): string => {
  const flags = headerFlags({ ...headers, "content-type": "application/json" });
  return `curl -sS -X PUT ${flags.join(" ")} --data-raw '{}' ${quoted(url.href)}`;
};
