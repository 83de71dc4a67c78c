import { type CheckScope, checkServer } from "./check/check-server.ts";
import { checkOptions as options } from "./check/options.ts";
import type { Command } from "./command.ts";
import { corpusPlace, openRunCorpus } from "./corpus/open-run-corpus.ts";
import { exitCodes, WITHOUT_VERDICT } from "./exit-code.ts";
import { onOff } from "./options/kinds/on-off.ts";
import { flagOf, option } from "./options/option.ts";
import type { Settings } from "./options/settings.ts";
import { UsageError } from "./options/usage-error.ts";

const look = option(
  "look",
  onOff,
  "take a first look at a server that matters: at most 50 previews, one at a time and none with overwrite; then say what a whole run would send",
  false,
);
const plan = option("plan", onOff, "send nothing, write no report, and say what a run would send", false);

/** Throws `UsageError` where a first look is to write, or to send nothing, or a plan to report on what it does not do. */
const scopeOf = (settings: Settings): CheckScope => {
  const [isLook, isPlan] = [settings.get(look), settings.get(plan)];
  if (isLook && isPlan) throw new UsageError("--look sends a few requests and --plan sends none. Give one of them.");
  if (isLook && settings.get(options.allowWrites) === true)
    throw new UsageError("--look sends nothing that writes, and --allow-writes asks for that. Give one of them.");
  // What a configuration file says of every run is no fault of this one.
  if (isPlan && settings.isGiven(options.report) && settings.nameOf(options.report) === flagOf(options.report.name))
    throw new UsageError("--plan checks nothing, so that there is nothing to --report. Give one of them.");
  if (isPlan) return "plan";
  return isLook ? "look" : "run";
};

/** `cvm-contract check`: the gate. */
export const check: Command = {
  name: "check",
  summary: "holds a server to the contract and the laws; without --target, the embedded reference",
  operands: null,
  options: [...Object.values(options), look, plan],
  notes: [
    `Exit codes: 0 conforms; 1 a finding fails the gate: one at --fail-on or graver that no baseline knows, or whose last day there is over; 2 the command or its configuration can't be followed; 3 the server can't be reached, is not what answers, or was lost on the way, or the check itself failed; 4 ${WITHOUT_VERDICT}, or evidence is missing and --strict-evidence was given; 130 after ctrl-C and 143 after SIGTERM, with the report written.`,
  ],
  run: async (settings, context) => {
    const place = await corpusPlace(settings, context);
    return checkServer(settings, context, {
      reports: settings.get(options.report),
      scope: scopeOf(settings),
      changes: {},
      openCorpus: async (server) => (place === null ? null : openRunCorpus(place, server, context)),
      listeners: [],
      exitCode: async ({ outcome }) => exitCodes[outcome],
    });
  },
};
