import { flagOf, keyOf, type Option } from "../options/option.ts";
import { checkOptions } from "./options.ts";

const all: readonly Option<unknown>[] = Object.values(checkOptions);
const names: ReadonlySet<string> = new Set(all.map(({ name }) => name));

/** What code gives in another form than the command line, or gets back: a server, laws, a report. */
const OTHERWISE: readonly string[] = [
  checkOptions.target,
  checkOptions.laws,
  checkOptions.report,
  checkOptions.record,
  checkOptions.verbose,
  checkOptions.contractPath,
].map(({ name }) => name);

/** The options of `check` that code gives as the command line does, by their name in code: `apiKey`. */
export const codeOptions: ReadonlyMap<string, Option<unknown>> = new Map(
  all.filter(({ name }) => !OTHERWISE.includes(name)).map((option) => [keyOf(option.name), option]),
);

/** A text of the command's in which flags become the names that options have in code: `--api-key` is `apiKey`. */
export const inCode = (text: string): string =>
  text.replaceAll(/--([a-z]+(?:-[a-z]+)*)/g, (flag, name: string) =>
    names.has(name) && flag === flagOf(name) ? keyOf(name) : flag,
  );
