import { before, describe, it } from "node:test";
import { declareSuite, type SuiteOptions } from "./suite/declare-suite.ts";

/**
 * Declares a suite of Node's own test runner with a test for each law: red with the finding's text where the law is broken, skipped
 * with the reason where nothing put it to the test. All of them share one run, which starts once.
 *
 * @example
 * import { conformance } from "cvm-contract/node-test";
 *
 * conformance({ target: (request: Request) => fetch(request), apiKey: "demo-member-key", cases: 500 });
 */
export const conformance = (options: SuiteOptions): void =>
  declareSuite(options, {
    describe: (name, body) => void describe(name, body),
    beforeAll: (run) => before(run),
    test: (name, run) =>
      void it(name, (context) => {
        const why = run();
        if (why !== null) context.skip(why);
      }),
  });

export type { SuiteOptions } from "./suite/declare-suite.ts";
