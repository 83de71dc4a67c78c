import { checkServer } from "./check/check-server.ts";
import { checkOptions as options } from "./check/options.ts";
import type { Command } from "./command.ts";
import { corpusPlace, openRunCorpus } from "./corpus/open-run-corpus.ts";
import { exitCodes } from "./exit-code.ts";

/** `cvm-contract check`: the gate. */
export const check: Command = {
  name: "check",
  summary: "holds a server to the contract and the laws; without --target, the embedded reference",
  operands: null,
  options: Object.values(options),
  notes: [
    "Exit codes: 0 conforms; 1 a law is broken; 2 the command or its configuration can't be followed; 3 the server can't be reached, is not what answers, or was lost on the way, or the check itself failed; 4 no law is broken, but most requests were answered 429 or 503 or none in time, or evidence is missing and --strict-evidence was given; 130 after ctrl-C and 143 after SIGTERM, with the report written.",
  ],
  run: async (settings, context) => {
    const place = await corpusPlace(settings, context);
    return checkServer(settings, context, {
      reports: settings.get(options.report),
      changes: {},
      openCorpus: async (server) => (place === null ? null : openRunCorpus(place, server, context)),
      listeners: [],
      exitCode: async ({ outcome }) => exitCodes[outcome],
    });
  },
};
