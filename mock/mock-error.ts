/** What the mock was asked for that it can't do: `UNKNOWN_SCENARIO`, `NO_STATE`, `FLEET`, `SCENARIO_FILE`, `SETTINGS`, `NOT_INSTALLED`. */
export type MockErrorCode = "UNKNOWN_SCENARIO" | "NO_STATE" | "FLEET" | "SCENARIO_FILE" | "SETTINGS" | "NOT_INSTALLED";

/** The mock can't do what it was asked. The message says what, why and how to mend it. */
export class MockError extends Error {
  readonly code: MockErrorCode;

  constructor(code: MockErrorCode, message: string) {
    super(message);
    this.name = "MockError";
    this.code = code;
  }
}
