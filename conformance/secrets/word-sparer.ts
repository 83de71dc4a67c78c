/** Which occurrences of own words are left alone: those that hold more than a secret, or those that are spelled like one as well. */
export type Spared = "longer" | "equal";

const isWordCharacter = (char: string | undefined): boolean => char !== undefined && /[\w-]/.test(char);

/** Makes a function that tells whether a part of a text lies in a whole word of these. */
export const wordSparer = (words: readonly string[], spared: Spared) => {
  const all = [...new Set(words)];
  return (text: string, start: number, end: number): boolean =>
    all.some((word) => {
      if (word.length < end - start || (spared === "longer" && word.length === end - start)) return false;
      for (let at = Math.max(0, end - word.length); at <= start; at += 1)
        if (text.startsWith(word, at) && !isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length]))
          return true;
      return false;
    });
};
