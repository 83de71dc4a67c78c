import { invalid, type Kind, valid } from "../kind.ts";

/** Words as an English list: `tty or json`. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** One of some words. */
export const oneOf = <const Word extends string>(words: readonly Word[]): Kind<Word> => ({
  placeholder: words.join("|"),
  isRepeatable: false,
  decode: (given) => {
    const word = words.find((candidate) => candidate === given);
    return word === undefined ? invalid(listed(words)) : valid(word);
  },
});
