/** A text that a SARIF message shows as it is: braces would be placeholders in it, brackets links. Source: SARIF 2.1.0 sections 3.11.5 and 3.11.6. */
export const literal = (text: string): string => {
  const braced = text.replaceAll("{", "{{").replaceAll("}", "}}");
  // A link ends in the first closing bracket after its opening one; from the end on each text is gone through once.
  const parts: string[] = [];
  let isLink = false;
  let end = braced.length;
  for (let at = braced.length - 1; at >= 0; at -= 1) {
    if (braced[at] === "]") isLink = braced[at + 1] === "(";
    if (braced[at] !== "[" || !isLink) continue;
    parts.push(braced.slice(at, end));
    end = at;
  }
  return [braced.slice(0, end), ...parts.reverse()].join("\\");
};
