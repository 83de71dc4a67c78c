import { invalid, type Kind, valid } from "../kind.ts";

const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  ["1", true],
  [false, false],
  ["false", false],
  ["0", false],
]);

/** A switch: `--flag`, `--no-flag`, `true` or `1`, `false` or `0`. */
export const onOff: Kind<boolean> = {
  placeholder: null,
  isRepeatable: false,
  decode: (given) => {
    const value = WORDS.get(given);
    return value === undefined ? invalid("true or false") : valid(value);
  },
};
