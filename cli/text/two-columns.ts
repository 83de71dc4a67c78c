import { wrap } from "./wrap.ts";

const GAP = "  ";

/**
 * Rows of two columns, indented by two spaces: the left one `leftWidth` wide, the right one wrapped so that no line is
 * longer than `width`. A left text that is too long gets a line of its own.
 */
export const twoColumns = (
  rows: readonly (readonly [string, string])[],
  leftWidth: number,
  width: number,
): readonly string[] =>
  rows.flatMap(([left, right]) => {
    const lines = wrap(right, width - leftWidth - 2 * GAP.length).map(
      (line, index) => `${GAP}${(index === 0 && left.length <= leftWidth ? left : "").padEnd(leftWidth)}${GAP}${line}`,
    );
    return left.length <= leftWidth ? lines : [`${GAP}${left}`, ...lines];
  });
