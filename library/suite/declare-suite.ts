import { Settings } from "../../cli/index.ts";
import type { Law, Report } from "../../conformance/index.ts";
import { loadContract } from "../contract.ts";
import { toCheckError } from "../check-error.ts";
import type { CheckOptions } from "../check-options.ts";
import { checkServer } from "../check-server.ts";
import { givenValues } from "../given-values.ts";
import { lawsOf } from "../laws-of.ts";
import { IN_PROCESS } from "../open-target.ts";
import { silentContext } from "../silent-context.ts";
import { lawResult, requireWholeRun } from "./law-result.ts";
import type { TestRunner } from "./test-runner.ts";

/**
 * What a suite is made with: what a check is, and a name for its group of tests.
 *
 * @example
 * import { conformance, type SuiteOptions } from "cvm-contract/vitest";
 *
 * const common: Omit<SuiteOptions, "target"> = { apiKey: "demo-member-key", cases: 500, skipLaws: ["malformed-is-422"] };
 * conformance({ ...common, name: "the staging server conforms", target: "http://127.0.0.1:4020" });
 */
export interface SuiteOptions extends CheckOptions {
  readonly name?: string;
}

/** The laws to have a test each: those that were chosen, where some were, else all. */
const testedLaws = async (options: CheckOptions): Promise<readonly Law[]> => {
  const settings = new Settings([givenValues(options, IN_PROCESS)], []);
  const context = silentContext(new AbortController().signal, () => {});
  const laws = await lawsOf(options, settings, context, loadContract()).catch((error: unknown) => {
    throw toCheckError(error);
  });
  if (options.laws === undefined) return laws;
  const chosen = new Set(options.laws.map((law) => (typeof law === "string" ? law : law.id)));
  return laws.filter(({ id }) => chosen.has(id));
};

/** Declares a group with a test for each law and one for the run, which is made once, before the first of them. */
export const declareSuite = (
  { name = "conforms to the contract", ...options }: SuiteOptions,
  runner: TestRunner,
): void => {
  runner.describe(name, async () => {
    const laws = await testedLaws(options);
    const made: { report: Report | null } = { report: null };
    runner.beforeAll(async () => {
      made.report = await checkServer(options);
    });
    const reported = (): Report => {
      if (made.report === null) throw new Error("The check was not made: see what went wrong before the tests.");
      return made.report;
    };
    for (const law of laws) runner.test(law.id, () => lawResult(reported(), law));
    runner.test("the run comes to its end", () => {
      requireWholeRun(reported());
      return null;
    });
  });
};
