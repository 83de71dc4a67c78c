import type { Reporter, TestModule } from "vitest/node";

const countOf = (modules: readonly TestModule[], state: "passed" | "failed" | "skipped"): number =>
  modules.flatMap((module) => [...module.children.allTests(state)]).length;

/** A Vitest reporter that closes a run with one plain line which any CI can read: `N passed, N failed, N skipped`. */
export default class ClosingLineReporter implements Reporter {
  /** A file that could not be loaded counts as one failed test, so that it never goes unseen. */
  onTestRunEnd(modules: readonly TestModule[]): void {
    const failedToLoad = modules.filter((module) => module.errors().length > 0).length;
    const failed = countOf(modules, "failed") + failedToLoad;
    console.log(`${countOf(modules, "passed")} passed, ${failed} failed, ${countOf(modules, "skipped")} skipped`);
  }
}
