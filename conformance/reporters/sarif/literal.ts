/** A text that a SARIF message shows as it is: braces would be placeholders in it, brackets links. Source: SARIF 2.1.0 sections 3.11.5 and 3.11.6. */
export const literal = (text: string): string =>
  text
    .replaceAll("{", "{{")
    .replaceAll("}", "}}")
    .replace(/\[(?=[^\]]*\]\()/g, "\\[");
