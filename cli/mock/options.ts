import { checkOptions } from "../check/options.ts";
import { listOf } from "../options/kinds/list-of.ts";
import { onOff } from "../options/kinds/on-off.ts";
import { port } from "../options/kinds/port.ts";
import { text } from "../options/kinds/text.ts";
import { wholeNumber } from "../options/kinds/whole-number.ts";
import { option, optional } from "../options/option.ts";
import { fleetChoice } from "../serve/fleet-choice.ts";

const MAX_SEED = 2_147_483_647;

/** The option table of `mock`. What a latency, a rate or a scenario may be is said by the mock itself. */
export const mockOptions = {
  port: option("port", port, "port to listen on, 0 for any free one; 4010 where not given", 4010),
  host: option("host", text("HOST"), "address to listen on; 127.0.0.1 where not given", "127.0.0.1"),
  allowedHosts: optional(
    "allowed-hosts",
    listOf(text("HOST"), "HOSTS"),
    "host names under which /__mock is served beside localhost and addresses: mock,.example.internal, or all",
  ),
  scenario: optional(
    "scenario",
    text("NAME"),
    "the scenario that answers where no state is kept; mixed where not given",
  ),
  scenarios: optional(
    "scenarios",
    text("DIR"),
    "a folder of scenarios of your own, beside the built-in ones; where mock record puts them",
  ),
  watch: option("watch", onOff, "read --scenarios anew whenever a file in it changes", false),
  target: { ...checkOptions.target, says: "for mock record: the server whose answers are recorded" },
  name: optional("name", text("NAME"), "for mock record: what the scenarios are called; recorded where not given"),
  stateful: option("stateful", onOff, "keep what is updated: the reference implementation answers", false),
  fleet: option("fleet", fleetChoice, "the CVMs that it starts with when it keeps state; small where not given", {
    kind: "small",
  }),
  latency: optional("latency", text("TIME"), "how long answers take: 200ms, 100..800ms, or p50=80ms,p95=400ms,p99=2s"),
  faultRate: optional("fault-rate", text("RATE"), "share of answers that fail: 0.05, or reset=0.01,503=0.05 by kind"),
  seed: option("seed", wholeNumber(0, MAX_SEED), "decides random latencies and faults; 1 where not given", 1),
  printOpenapi: option("print-openapi", onOff, "print the contract with the scenarios as examples, and end", false),
};
