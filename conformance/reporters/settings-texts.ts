import type { Report } from "../report/report.ts";

/** What a reader has to know of how a run was asked for before relying on its outcome, a sentence each. */
export const settingsTexts = ({ settings }: Pick<Report, "settings">): readonly string[] => [
  ...(settings.levels ?? []).map(
    ({ law, level, usual }) => `The law ${law} was held to at ${level}, and is a ${usual} (--level).`,
  ),
  ...(settings.allowed ?? []).map(
    ({ status, phase }) =>
      `The status ${status} was let pass${phase === null ? "" : ` in the phase ${phase}`} (--allow-status).`,
  ),
  ...(settings.insecure === true
    ? ["No certificate was looked at (--insecure): whoever is on the way may have answered."]
    : []),
  ...(settings.reached === undefined ? [] : [`The server was reached ${settings.reached}.`]),
];
