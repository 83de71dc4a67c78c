import { type Decoded, invalid, type Kind, valid } from "../kind.ts";

/** All of some values of one kind, or the first one's fault. */
export const decodeEach = <Value>(kind: Kind<Value>, items: readonly unknown[]): Decoded<readonly Value[]> => {
  const values: Value[] = [];
  for (const item of items) {
    const decoded = kind.decode(item);
    if (!decoded.isValid) return decoded;
    values.push(decoded.value);
  }
  return valid(values);
};

const itemsOf = (given: unknown): readonly unknown[] | null => {
  if (typeof given === "string") return given.split(",").map((item) => item.trim());
  return Array.isArray(given) ? given : null;
};

/** Several values of one kind in one: `a,b,c`, or an array in the configuration file. At least one. */
export const listOf = <Value>(kind: Kind<Value>, placeholder = "LIST"): Kind<readonly Value[]> => ({
  placeholder,
  isRepeatable: false,
  decode: (given) => {
    const items = itemsOf(given);
    const decoded = items === null || items.length === 0 ? invalid("something") : decodeEach(kind, items);
    return decoded.isValid ? decoded : invalid(`a list, comma between, of ${decoded.expected}`);
  },
});
