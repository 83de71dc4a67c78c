import type { ParseError } from "jsonc-parser";

/** Where a text stops being JSON: a line, from 1 on, and what is wrong there in the parser's words, without quoting the text. */
export interface JsonFault {
  readonly line: number;
  readonly problem: string;
}

/** The line that an offset is in, from 1 on. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** The first fault of a text that is to be JSON, or JSON with comments and trailing commas (`jsonc`); null where it is. Source: RFC 8259. */
export const jsonFaultOf = async (text: string, dialect: "json" | "jsonc" = "json"): Promise<JsonFault | null> => {
  const { parseTree, printParseErrorCode } = await import("jsonc-parser");
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, {
    disallowComments: dialect === "json",
    allowTrailingComma: dialect === "jsonc",
  });
  const [error] = errors;
  if (error === undefined && root !== undefined) return null;
  const code = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
  const problem = code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return { line: lineAt(text, error?.offset ?? 0), problem };
};
