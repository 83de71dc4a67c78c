import { derivedKeyTexts, type PhaseName, secretsInUrl, USUAL_KEY_HEADER } from "../../conformance/index.ts";
import { allowedStatus } from "../options/kinds/allowed-status.ts";
import { durationMs } from "../options/kinds/duration-ms.ts";
import { headerLine, secretsInLine } from "../options/kinds/header-line.ts";
import { headerValue } from "../options/kinds/header-value.ts";
import { httpUrl } from "../options/kinds/http-url.ts";
import { keyHeaderLine } from "../options/kinds/key-header-line.ts";
import { lawLevel } from "../options/kinds/law-level.ts";
import { listOf } from "../options/kinds/list-of.ts";
import { onOff } from "../options/kinds/on-off.ts";
import { oneOf } from "../options/kinds/one-of.ts";
import { rateChoice } from "../options/kinds/rate-choice.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { shardChoice } from "../options/kinds/shard-choice.ts";
import { text } from "../options/kinds/text.ts";
import { wholeNumber } from "../options/kinds/whole-number.ts";
import { option, optional, secret, unsentSecret } from "../options/option.ts";
import { connectionOptions } from "./connection/options.ts";
import { contractPathOption, recordOption, reportOption, verboseOption } from "./report-option.ts";

/** Named here once more, for the help must not load the engine. */
const PHASES = [
  "replay",
  "probe",
  "boundary",
  "access",
  "fuzz",
  "relations",
  "writes",
] as const satisfies readonly PhaseName[];

const MAX_SEED = 0x7fff_ffff;

/** The option table of `check`. */
export const checkOptions = {
  target: secret(
    optional(
      "target",
      httpUrl,
      "the server: its origin, and path prefix if any; without it the embedded reference is started and checked",
    ),
    secretsInUrl,
  ),
  apiKey: secret(optional("api-key", headerValue("KEY"), "key of a member"), (key) => [key, ...derivedKeyTexts(key)]),
  apiKeyCommand: unsentSecret(
    optional(
      "api-key-command",
      text("CMD"),
      "a shell command that prints the key of a member, for keys that expire: it is run again where the key is answered 401",
    ),
  ),
  adminKey: secret(optional("admin-key", headerValue("KEY"), "key of an admin")),
  otherKey: secret(optional("other-key", headerValue("KEY"), "key of a member of another workspace")),
  keyHeader: option(
    "key-header",
    keyHeaderLine,
    "the header that keys go in, such as 'Authorization: Bearer {key}' or 'Cookie: session={key}'; 'X-API-Key: {key}' where not given",
    USUAL_KEY_HEADER,
  ),
  header: secret(
    option(
      "header",
      repeated(headerLine),
      "a header to send along with each request; one that may carry a key is left off where another key, or none, is to be tried",
      [],
    ),
    secretsInLine,
  ),
  ...connectionOptions,
  allowWrites: optional(
    "allow-writes",
    onOff,
    "send requests that write, too; without it every request that can carry dry_run has it true (the embedded reference is always written to)",
  ),
  stateUrl: secret(
    optional(
      "state-url",
      httpUrl,
      "where the server under test lets its store be looked into (GET) and, with --allow-writes, put back into its initial state (PUT {}): laws about writing see more, each starts from the same state, and so the run leaves it; filters and scans are held to it (docs/state-probe.md says what to serve)",
    ),
    secretsInUrl,
  ),
  profile: option(
    "profile",
    oneOf(["contract", "reference"]),
    "what to hold the server to; contract where not given",
    "contract",
  ),
  failOn: option(
    "fail-on",
    oneOf(["must", "should"]),
    "the lowest level whose broken laws fail the check; must where not given",
    "must",
  ),
  phases: option("phases", listOf(oneOf(PHASES)), `some of ${PHASES.join(",")}; all where not given`, PHASES),
  laws: optional("laws", listOf(text("ID")), "judge by these laws alone"),
  skipLaws: option("skip-laws", listOf(text("ID")), "judge by all laws but these", []),
  level: option(
    "level",
    listOf(lawLevel, "ID=LEVEL"),
    "hold the server to a law at another level than its own, must or should; each report says so",
    [],
  ),
  allowStatus: option(
    "allow-status",
    listOf(allowedStatus, "STATUS[:PHASE]"),
    "let pass answers of this status, in one phase or in all, that a proxy or an operation in progress may give: they break no law and are no evidence; each report says so",
    [],
  ),
  lawsFrom: optional(
    "laws-from",
    text("DIR"),
    "judge by the laws in this folder too: files of TypeScript or JavaScript, each with a law as its default export (docs/writing-a-law.md)",
  ),
  cases: optional(
    "cases",
    wholeNumber(1),
    "random cases to send at most, and of other kinds in proportion; 5000 where neither this nor --time is given",
  ),
  thorough: option(
    "thorough",
    onOff,
    "send every case that there is; else a run begins with the most telling ones and ends when more teach nothing new (with --time alone, and in a shard, it is thorough)",
    false,
  ),
  maxFindings: optional("max-findings", wholeNumber(1), "end the run at so many findings that fail it"),
  time: optional("time", durationMs, "end the run after this long, such as 500ms, 90s or 2m"),
  seed: optional("seed", wholeNumber(0, MAX_SEED), "send the same cases as an earlier run that reported this seed"),
  shard: optional(
    "shard",
    shardChoice,
    "send the cases of part I of N only, to be put together with cvm-contract merge; auto/N takes I from JOB_COMPLETION_INDEX or CI_NODE_INDEX, and CI_NODE_TOTAL is heeded too",
  ),
  workers: option(
    "workers",
    wholeNumber(1, 1024),
    "cases under way at once, each with one request in flight or, where it is about that, several; 16 where not given",
    16,
  ),
  rate: optional(
    "rate",
    rateChoice,
    "requests a second at most; auto finds what the server takes without answering slower, 429 or 503",
  ),
  timeout: option(
    "timeout",
    durationMs,
    "how long to wait for one answer, and three times as long when it is asked for again; less for what is known to hang; a server that is not well for that long is lost; 10s where not given",
    10_000,
  ),
  report: reportOption,
  record: recordOption,
  verbose: verboseOption,
  contractPath: contractPathOption,
  corpus: optional(
    "corpus",
    text("DIR"),
    "a folder of findings and telling inputs: sent again first, and added to; .cvm-contract/corpus where that is there and none is given",
  ),
  baseline: optional(
    "baseline",
    text("FILE"),
    "findings that are known: they do not fail the check, each until its expiry if it has one",
  ),
  updateBaseline: option(
    "update-baseline",
    onOff,
    "write the baseline anew with what is found, keeping reasons and expiries",
    false,
  ),
  strictEvidence: option("strict-evidence", onOff, "fail where a must law was never put to the test", false),
};
