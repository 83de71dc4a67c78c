import type { Node } from "jsonc-parser";
import { ContractError } from "./contract-error.ts";
import { tokensOf } from "./pointer.ts";

/** Where something stands in a text. Lines and columns count from 1; the end column is the first behind it. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where the value that a JSON Pointer names stands, with its name where it has one; null where nothing is there. */
export type Locate = (pointer: string) => Region | null;

const positionAt = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
};

const memberOf = ({ type, children = [] }: Node, token: string): Node | undefined =>
  type === "array"
    ? children[Number(token)]
    : children.find(({ children: [key] = [] }) => key?.value === token)?.children?.[1];

/** Reads where each value of a JSON text stands. The parser is loaded only here: most runs need none. Throws `ContractError` where the text is empty. */
export const locatorOf = async (text: string): Promise<Locate> => {
  const { parseTree } = await import("jsonc-parser");
  const root = parseTree(text);
  if (root === undefined) throw new ContractError("", "there is no text", "Pass the document's text.");
  return (pointer) => {
    let node: Node | undefined = root;
    for (const token of tokensOf(pointer)) node = node === undefined ? undefined : memberOf(node, token);
    if (node === undefined) return null;
    const { offset, length } = node.parent?.type === "property" ? node.parent : node;
    const start = positionAt(text, offset);
    const end = positionAt(text, offset + length);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
};
