/** What moves a reader of JSON up or down, and strings, in which nothing does. */
const MOVES = /"(?:[^"\\]+|\\.)*"?|[[{]|[\]}]/gs;

/** Whether a JSON text nests deeper than `maxDepth`. Parsing such a text works, but costs a hundred times what reading it does. */
export const nestsDeeper = (text: string, maxDepth: number): boolean => {
  // Each level takes a character, so that a short text needs no reading.
  if (text.length <= maxDepth) return false;
  let depth = 0;
  for (const [move] of text.matchAll(MOVES)) {
    if (move === "[" || move === "{") depth += 1;
    else if (move === "]" || move === "}") depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
};
