import type { CredentialName } from "../cases/exchange.ts";
import type { Report } from "../report/report.ts";

const FLAGS: Partial<Record<CredentialName, string>> = {
  member: "--api-key",
  admin: "--admin-key",
  other: "--other-key",
};

/** What a reader has to know of how a run was asked for before relying on its outcome, a sentence each. */
export const settingsTexts = ({
  settings,
  refusedKeys = [],
}: Pick<Report, "settings" | "refusedKeys">): readonly string[] => [
  ...refusedKeys.map(
    ({ credential, status }) =>
      `The server answered ${status} to each request that the probe sent with the key of ${FLAGS[credential] ?? credential}: if it is a wrong key, give the right one, for what takes it was put to the test less, or not at all.`,
  ),
  ...(settings.levels ?? []).map(
    ({ law, level, usual }) => `The law ${law} was held to at ${level}, and is a ${usual} (--level).`,
  ),
  ...(settings.allowed ?? []).map(
    ({ status, phase }) =>
      `Answers with the status ${status}${phase === null ? "" : ` in the phase ${phase}`} were to be let pass (--allow-status).`,
  ),
  ...(settings.insecure === true
    ? ["No certificate was looked at (--insecure): whoever is on the way may have answered."]
    : []),
  ...(settings.reached === undefined ? [] : [`The server was reached ${settings.reached}.`]),
];
