/** What a suite needs of a test runner. */
export interface TestRunner {
  /** Groups tests; the body may take its time to declare them. */
  readonly describe: (name: string, body: () => Promise<void>) => void;
  /** Runs once, before the tests of the group. */
  readonly beforeAll: (run: () => Promise<void>) => void;
  /** A test passes where `run` comes back, and fails where it throws; what it gives back is why it was skipped, or null. */
  readonly test: (name: string, run: () => string | null) => void;
}
