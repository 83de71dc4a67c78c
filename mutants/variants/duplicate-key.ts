const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{},:]/gs;

/** The first key that an object in the text has twice, or null. `text` is known to be JSON. */
export const duplicateKey = (text: string): string | null => {
  const objects: (Set<string> | null)[] = [];
  let string = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{") objects.push(new Set());
    else if (token === "[") objects.push(null);
    else if (token === "}" || token === "]") objects.pop();
    else if (token === ":") {
      // Only a key stands before a colon; one that is spelled with escapes is still the same key.
      const key = String(JSON.parse(string));
      if (objects.at(-1)?.has(key)) return key;
      objects.at(-1)?.add(key);
    } else if (token !== ",") string = token;
  }
  return null;
};
