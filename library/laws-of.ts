import { allLaws, type Context, type Settings } from "../cli/index.ts";
import type { Law } from "../conformance/index.ts";
import type { Contract } from "../contract/index.ts";
import type { CheckOptions } from "./check-options.ts";

/** Every law that a check may judge by: the built-in ones, and what `lawsFrom` and `laws` add to them. Throws `UsageError` on one that can't be used. */
export const lawsOf = (
  { laws = [] }: Pick<CheckOptions, "laws">,
  settings: Settings,
  context: Pick<Context, "folder">,
  contract: Contract,
): Promise<readonly Law[]> =>
  allLaws(
    settings,
    context,
    contract,
    laws.flatMap((law, index) => (typeof law === "string" ? [] : [{ law, from: `laws[${index}]` }])),
  );
