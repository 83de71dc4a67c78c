/**
 * How a name that is no CVM's is like one that is. `same-value`: a lax reader of numbers and texts may take it for the same.
 * `beginning`: it is cut short. Of the others no reading makes the same name.
 */
export type LikenessKind = "same-value" | "beginning" | "longer" | "other-number" | "altered";

const NUMBER = /^-?\d+$/;

/** Without blanks around, a plus sign and leading zeros. */
const laxly = (text: string): string =>
  text
    .trim()
    .replace(/^\+(?=\d)/, "")
    .replace(/^0+(?=\d)/, "");

/** How `like` is like `name`. */
export const likenessOf = (name: string, like: string): LikenessKind => {
  if (laxly(like) === name) return "same-value";
  if (name.startsWith(like)) return "beginning";
  if (NUMBER.test(name) && NUMBER.test(like)) return "other-number";
  return like.includes(name) ? "longer" : "altered";
};
