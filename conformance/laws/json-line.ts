const MAX_STRING_CHARS = 80;
const MAX_MEMBERS = 8;
const MAX_DEPTH = 3;

const text = (value: string): string =>
  JSON.stringify(value.length > MAX_STRING_CHARS ? `${value.slice(0, MAX_STRING_CHARS)}…` : value);

const list = (open: string, members: readonly string[], total: number, close: string): string =>
  `${open}${[...members, ...(total > members.length ? [`… ${total} in all`] : [])].join(", ")}${close}`;

const write = (value: unknown, depth: number): string => {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) {
    if (depth === 0 && value.length > 0) return "[…]";
    return list(
      "[",
      value.slice(0, MAX_MEMBERS).map((member) => write(member, depth - 1)),
      value.length,
      "]",
    );
  }
  const entries = Object.entries(value);
  if (depth === 0 && entries.length > 0) return "{…}";
  const members = entries.slice(0, MAX_MEMBERS).map(([key, member]) => `${text(key)}: ${write(member, depth - 1)}`);
  return list("{", members, entries.length, "}");
};

/** A JSON value on one line for people: long strings, long lists and deep nesting are abridged, so that any value will do; nothing at all is `nothing`. */
export const jsonLine = (value: unknown): string => write(value, MAX_DEPTH);
