import { resolve } from "node:path";
import type { Contract } from "../../contract/index.ts";
import type { Law } from "../../conformance/index.ts";
import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { UsageError } from "../options/usage-error.ts";
import { withOwnPackage } from "../process/own-package.ts";
import { checkOptions as options } from "./options.ts";

/** A law that is handed over by a program: `from` says where it comes from. */
export interface GivenLaw {
  readonly law: unknown;
  readonly from: string;
}

/**
 * Every law that there is to judge by: the built-in ones, those in the folder that the user named, and those given. Throws
 * `UsageError` on one that can't be used.
 */
export const allLaws = async (
  settings: Settings,
  { folder }: Pick<Context, "folder">,
  contract: Contract,
  given: readonly GivenLaw[] = [],
): Promise<readonly Law[]> => {
  const { joinLaws, LawError, loadLaws, loadOwnLaws } = await import("../../conformance/index.ts");
  const builtIn = await loadLaws();
  const place = settings.get(options.lawsFrom);
  try {
    const path = place === null ? null : resolve(folder, place);
    const own = path === null ? [] : await withOwnPackage(path, () => loadOwnLaws(path));
    const added = [...own.map(({ law, file }) => ({ law, from: file })), ...given];
    return added.length === 0 ? builtIn : joinLaws(builtIn, added, contract);
  } catch (error) {
    throw error instanceof LawError ? new UsageError(error.message) : error;
  }
};
