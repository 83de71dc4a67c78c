import { describe, inject } from "vitest";

/** `describe` for tests that need PostgreSQL: where this platform has none they are skipped, and their name says why. */
export const describeWithPostgres = (name: string, tests: () => void): void => {
  const why = inject("whyNoPostgres");
  if (why === "") describe(name, tests);
  else describe.skip(`${name} (${why})`, tests);
};

/** Makes a new, empty database and gives its URL. */
export const testDatabase = async (): Promise<string> => {
  const response = await fetch(inject("databasesUrl"));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
};
