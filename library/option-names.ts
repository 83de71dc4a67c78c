import { checkOptions, flagOf, keyOf } from "../cli/index.ts";

const names: ReadonlySet<string> = new Set(Object.values(checkOptions).map(({ name }) => name));

/** A text of the command's, in which flags become the names that options have in code: `--api-key` is `apiKey`. */
export const inCode = (text: string): string =>
  text.replaceAll(/--(?:no-)?([a-z]+(?:-[a-z]+)*)/g, (flag, name: string) =>
    names.has(name) && flag === flagOf(name) ? keyOf(name) : flag,
  );
