import { beforeAll, describe, it } from "vitest";
import { declareSuite, type SuiteOptions } from "./suite/declare-suite.ts";

/** The longest that a timer can wait, in milliseconds: how long a run takes is for its own options to say. */
const NEVER_MS = 0x7fff_ffff;

/**
 * Declares a group of Vitest's with a test for each law: red with the finding's text where the law is broken, skipped with the reason
 * where nothing put it to the test. All of them share one run, which starts once.
 *
 * @example
 * import { conformance } from "cvm-contract/vitest";
 *
 * conformance({ target: (request: Request) => fetch(request), apiKey: "demo-member-key", cases: 500 });
 */
export const conformance = (options: SuiteOptions): void =>
  declareSuite(options, {
    describe: (name, body) => {
      describe(name, body);
    },
    beforeAll: (run) => beforeAll(run, NEVER_MS),
    test: (name, run) => {
      it(name, ({ skip }) => {
        const why = run();
        if (why !== null) skip(why);
      });
    },
  });

export type { SuiteOptions } from "./suite/declare-suite.ts";
