import { invalid, type Kind } from "../kind.ts";
import { decodeEach } from "./list-of.ts";

const itemsOf = (given: unknown): readonly unknown[] | null => {
  if (typeof given === "string") return given.split("\n").filter((line) => line.trim() !== "");
  return Array.isArray(given) ? given : null;
};

/** A flag that may be given several times; one a line in its environment variable, an array in the configuration file. */
export const repeated = <Value>(kind: Kind<Value>): Kind<readonly Value[]> => ({
  placeholder: kind.placeholder,
  isRepeatable: true,
  decode: (given) => {
    const items = itemsOf(given);
    return items === null ? invalid("text, or an array of texts") : decodeEach(kind, items);
  },
});
