import { checkServer } from "./check/check-server.ts";
import { checkOptions as options } from "./check/options.ts";
import { CASES_PER_ROUND } from "./check/settle-run.ts";
import type { Command } from "./command.ts";
import { corpusPlace, DEFAULT_CORPUS, defaultPlace, openRunCorpus } from "./corpus/open-run-corpus.ts";
import { exitCodes, WITHOUT_VERDICT } from "./exit-code.ts";

const {
  cases: _cases,
  corpus,
  phases: _phases,
  strictEvidence: _strictEvidence,
  thorough: _thorough,
  ...usual
} = options;

const fuzzOptions = {
  ...usual,
  corpus: {
    ...corpus,
    says: `a folder of findings and telling inputs: sent again first, and added to; ${DEFAULT_CORPUS} where not given`,
  },
};

/** `cvm-contract fuzz`: the engine of `check` without an end of its own. */
export const fuzz: Command = {
  name: "fuzz",
  summary: "goes on checking with ever new requests until --time is over or ctrl-C, and keeps what it finds",
  operands: null,
  options: Object.values(fuzzOptions),
  notes: [
    "Each round sends other cases: generated ones, and from the second round on also what earlier answers held and earlier requests that showed something new, changed. The same seed and the same corpus send the same again.",
    `Exit codes are those of check: 0 conforms; 1 a finding fails the gate: one at --fail-on or graver that no baseline knows, or whose last day there is over; 2 the command can't be followed; 3 the server can't be reached, is not what answers, or was lost on the way, or the run itself failed; 4 ${WITHOUT_VERDICT}; 130 after ctrl-C and 143 after SIGTERM, with the report written.`,
  ],
  run: async (settings, context) => {
    const place = (await corpusPlace(settings, context)) ?? defaultPlace(settings, context);
    return checkServer(settings, context, {
      reports: settings.get(options.report),
      scope: "run",
      changes: {
        phases: options.phases.fallback,
        cases: CASES_PER_ROUND,
        rounds: Number.POSITIVE_INFINITY,
        budget: "thorough",
      },
      openCorpus: (server) => openRunCorpus(place, server, context),
      listeners: [],
      exitCode: async ({ outcome }) => exitCodes[outcome],
    });
  },
};
