/** So wide is a line of prose at most. */
export const PROSE_COLUMNS = 120;

/** What opens a line whose following lines are indented to the same depth: a list's mark, or nothing. */
const MARK = /^(\s*(?:[-*] |\d+\. )?)/;

/** Lines that are no prose: a table's row, a heading, a comment or a tag. */
const isFixed = (line: string): boolean => /^\s*(\||#|<[!/a-z])/.test(line);

const isBreakable = (line: string): boolean => line.trim().includes(" ");

const wrapLine = (line: string): readonly string[] => {
  const [mark = ""] = MARK.exec(line) ?? [];
  const indent = " ".repeat(mark.length);
  const lines = [mark];
  for (const word of line.slice(mark.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    const isFirst = last === mark || last === indent;
    if (isFirst) lines[lines.length - 1] = `${last}${word}`;
    else if (last.length + 1 + word.length > PROSE_COLUMNS) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

/** A line continues the one before it where both are prose of one paragraph. */
const continues = (before: string | undefined, line: string): boolean =>
  before !== undefined &&
  before.trim() !== "" &&
  !isFixed(before) &&
  !/^\s*([-*] |\d+\. |$)/.test(line) &&
  !isFixed(line);

/** Markdown with its prose broken at spaces into lines of at most `PROSE_COLUMNS` characters; code, tables and headings stay. */
export const wrapProse = (markdown: string): string => {
  const joined: string[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    const isFence = line.trimStart().startsWith("```");
    const before = joined.at(-1);
    if (!isCode && !isFence && before?.trimStart().startsWith("```") === false && continues(before, line))
      joined[joined.length - 1] = `${before} ${line.trim()}`;
    else joined.push(line);
    if (isFence) isCode = !isCode;
  }
  const lines: string[] = [];
  isCode = false;
  for (const line of joined) {
    const isFence = line.trimStart().startsWith("```");
    lines.push(...(isCode || isFence || isFixed(line) ? [line] : wrapLine(line)));
    if (isFence) isCode = !isCode;
  }
  return lines.join("\n");
};

/** Lines of prose that are too wide, by number, counted from 1. */
export const wideLines = (markdown: string): readonly number[] => {
  let isCode = false;
  return markdown.split("\n").flatMap((line, index) => {
    const isFence = line.trimStart().startsWith("```");
    if (isFence) isCode = !isCode;
    return isCode || isFence || isFixed(line) || !isBreakable(line) || line.length <= PROSE_COLUMNS ? [] : [index + 1];
  });
};
