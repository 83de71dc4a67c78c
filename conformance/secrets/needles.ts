/** A text to be hidden, and what is put in its place. */
export interface Secret {
  readonly text: string;
  readonly placeholder: string;
}

const LETTER_BITS = 6;
const BYTE_BITS = 8;

const inBothAlphabets = (text: string): readonly string[] => [text, text.replaceAll("+", "-").replaceAll("/", "_")];

/** What Base64 makes of some bytes wherever they stand among others: by the place of their first one there are three ways. Source: RFC 4648 sections 4 and 5. */
const asBase64 = (text: string): readonly string[] => {
  const bytes = Buffer.from(text);
  const whole = bytes.toString("base64");
  const amongOthers = [0, 1, 2].map((before) => {
    const letters = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // The letters at either end also depend on what stands beside.
    return letters.slice(
      Math.ceil((before * BYTE_BITS) / LETTER_BITS),
      Math.floor(((before + bytes.length) * BYTE_BITS) / LETTER_BITS),
    );
  });
  return [whole, whole.replaceAll("=", ""), ...amongOthers].flatMap(inBothAlphabets);
};

/** Spellings of a text as a whole that are put into Base64, as they stand in a URL and in JSON. Not each text has them: a lone surrogate has no UTF-8. */
const beforeBase64 = (text: string): readonly string[] => {
  const asJson = JSON.stringify(text).slice(1, -1);
  const inUrl = text.isWellFormed() ? [encodeURIComponent(text)] : [];
  return [text, asJson, asJson.replaceAll("/", "\\/"), ...inUrl];
};

/** What has to be looked for, character by character, to find a text: itself, and what Base64 makes of it. */
export const needlesOf = (text: string): readonly string[] => [
  ...new Set([text, ...beforeBase64(text).flatMap(asBase64)]),
];
