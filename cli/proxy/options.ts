import { checkOptions } from "../check/options.ts";
import { connectionOptions } from "../check/connection/options.ts";
import { port } from "../options/kinds/port.ts";
import { text } from "../options/kinds/text.ts";
import { option } from "../options/option.ts";

const { target, profile, failOn, laws, lawsFrom, skipLaws, report, verbose, strictEvidence } = checkOptions;

// It is there before the server, and answers 502 as long as that is not up.
const { wait: _wait, ...ways } = connectionOptions;

/** The option table of `proxy`. */
export const proxyOptions = {
  target: { ...target, says: "the server to stand in front of: its origin, and path prefix if any" },
  port: option("port", port, "port to listen on, 0 for any free one; 4030 where not given", 4030),
  host: option("host", text("HOST"), "address to listen on; 127.0.0.1 where not given", "127.0.0.1"),
  ...ways,
  profile,
  failOn,
  laws,
  lawsFrom,
  skipLaws,
  report,
  verbose,
  strictEvidence,
};
