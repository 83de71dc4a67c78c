import { type Law, loadLaws } from "../conformance/index.ts";

/**
 * The laws that every check judges by where none are named, general ones first. docs/laws.md lists them.
 *
 * @example
 * import { builtInLaws, checkServer } from "cvm-contract";
 *
 * const ofShape = builtInLaws.filter((law) => law.source.includes("components/schemas"));
 * const report = await checkServer({ target: "http://127.0.0.1:4020", laws: ofShape });
 */
export const builtInLaws: readonly Law[] = await loadLaws();
