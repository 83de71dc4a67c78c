import { derivedKeyInShell } from "../cases/derived-key.ts";
import { type GivenName, isGiven, type SentRequest } from "../cases/exchange.ts";
import { inShellQuotes, type KeyHeader } from "../cases/key-header.ts";
import { BAD_KEY } from "../cases/key-headers.ts";
import { type CurlChoice, type HiddenValue, PLAIN_CURL, type ShellVariable } from "./curl-choice.ts";

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
  member: { name: "CVM_CONTRACT_API_KEY", holds: "the key of a member (--api-key)" },
  admin: { name: "CVM_CONTRACT_ADMIN_KEY", holds: "the key of an admin (--admin-key)" },
  other: { name: "CVM_CONTRACT_OTHER_KEY", holds: "the key of a member of another workspace (--other-key)" },
} as const satisfies Readonly<Record<GivenName, ShellVariable>>;

type Credential = SentRequest["credential"];

const credentialFlag = (credential: Credential, keyHeader: KeyHeader): readonly string[] => {
  if (credential === "none") return [];
  const header = (key: string): readonly string[] => {
    const value = inShellQuotes(keyHeader, key);
    // By the colon alone curl would take the header out.
    return [value === "" ? `-H '${keyHeader.name};'` : `-H "${keyHeader.name}: ${value}"`];
  };
  if (credential === "bad") return header(BAD_KEY);
  if (credential === "empty-key") return header("");
  if (isGiven(credential)) return header(`$${keyVariable[credential].name}`);
  return [`-H "${derivedKeyInShell(credential, keyVariable.member.name, keyHeader).join(": ")}"`];
};

/** The variable that a credential's key is read from, if any. */
const variableFor = (credential: Credential): readonly ShellVariable[] => {
  if (credential === "none" || credential === "bad" || credential === "empty-key") return [];
  return [keyVariable[isGiven(credential) ? credential : "member"]];
};

type Headers = Readonly<Record<string, string>>;

const hiddenIn = (headers: Headers, { hidden }: CurlChoice): readonly HiddenValue[] =>
  Object.entries(headers).flatMap(([name, value]) => {
    const found = hidden.get(name);
    return found?.value === value ? [found] : [];
  });

const headerFlags = (headers: Headers, { hidden }: CurlChoice): readonly string[] =>
  Object.entries(headers).map(([name, value]) => {
    const secret = hidden.get(name);
    if (secret?.value === value) return `-H "${name}: $${secret.name}"`;
    return `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`;
  });

const asVariables = (all: readonly ShellVariable[]): readonly ShellVariable[] => [
  ...new Map(all.map(({ name, holds }) => [name, { name, holds }])).values(),
];

/** The variables that the line of a request reads. */
export const variablesIn = (request: SentRequest, target: URL, choice: CurlChoice): readonly ShellVariable[] =>
  asVariables([
    ...variableFor(request.credential),
    ...hiddenIn(request.headers, choice),
    ...choice.wayTo(target).variables,
  ]);

/**
 * A line for a POSIX shell that sends the same request, byte for byte. Keys and other secrets are not in it: it reads them from variables.
 * `target` is the origin and path prefix.
 */
export const curlLine = (request: SentRequest, target: URL, choice: CurlChoice = PLAIN_CURL): string => {
  const { body, headers } = request;
  const contentType = headers["content-type"];
  const flags = [
    "-sS -i --path-as-is -g",
    ...choice.wayTo(target).flags,
    // Told by name to send HEAD, curl would wait for the body.
    request.method === "HEAD" ? "-I" : `-X ${request.method}`,
    ...headerFlags(headers, choice),
    ...(body !== null && request.isChunked === true ? ["-H 'transfer-encoding: chunked'"] : []),
    // Without these curl would add headers that the request did not have.
    ...(body !== null && contentType === undefined ? ["-H 'content-type:'"] : []),
    ...(body !== null && body.length > 1024 ? ["-H 'expect:'"] : []),
    ...credentialFlag(request.credential, choice.keyHeader),
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
export const restoreLine = (url: URL, headers: Headers, choice: CurlChoice = PLAIN_CURL): string => {
  const all = { ...headers, "content-type": "application/json" };
  const flags = [...choice.wayTo(url).flags, "-X PUT", ...headerFlags(all, choice)];
  return `curl -sS ${flags.join(" ")} --data-raw '{}' ${quoted(url.href)}`;
};

/** The variables that a line which restores a store reads. */
export const variablesInRestoring = (url: URL, headers: Headers, choice: CurlChoice): readonly ShellVariable[] =>
  asVariables([...hiddenIn(headers, choice), ...choice.wayTo(url).variables]);
