/** Headers that are about one connection and not passed on. Source: RFC 9110 section 7.6.1. */
const HOP_BY_HOP = ["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/** A header as it stands on the wire: the name in its own case. */
export type RawHeader = readonly [name: string, value: string];

/** Pairs Node.js's flat list of raw headers. Order, case and repetitions stay. */
export const pairsOf = (rawHeaders: readonly string[]): readonly RawHeader[] =>
  rawHeaders.flatMap((name, at) => {
    const value = rawHeaders[at + 1];
    return at % 2 === 0 && value !== undefined ? [[name, value] as const] : [];
  });

const isNamed = (name: string, names: readonly string[]): boolean => names.includes(name.toLowerCase());

/** The headers without those of the connection: the fixed ones, but for those `kept` (in lower case), and what `Connection` names. */
export const endToEnd = (headers: readonly RawHeader[], kept: readonly string[] = []): readonly RawHeader[] => {
  const connection = headers
    .filter(([name]) => isNamed(name, ["connection"]))
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((name) => name.trim());
  const dropped = [...HOP_BY_HOP, ...connection].filter((name) => !kept.includes(name));
  return headers.filter(([name]) => !isNamed(name, dropped));
};

/** One header's values joined by `, `, or null where it is missing. `name` is in lower case. */
export const headerIn = (headers: readonly RawHeader[], name: string): string | null => {
  const values = headers.filter(([own]) => isNamed(own, [name])).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
};
