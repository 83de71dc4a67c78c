import { durationMs } from "../options/kinds/duration-ms.ts";
import { onOff } from "../options/kinds/on-off.ts";
import { hostPort } from "../options/kinds/host-port.ts";
import { port } from "../options/kinds/port.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { text } from "../options/kinds/text.ts";
import { wholeNumber } from "../options/kinds/whole-number.ts";
import { option, optional, secret } from "../options/option.ts";
import { fleetChoice } from "./fleet-choice.ts";
import { secretsInStore, storeChoice } from "./store-choice.ts";
import { upstream } from "./upstream.ts";
import { secretsInAuth, upstreamAuth } from "./upstream-auth.ts";

/** The option table of `serve`. */
export const serveOptions = {
  port: option("port", port, "port to listen on, 0 for any free one; 4020 where not given", 4020),
  host: option("host", text("HOST"), "address to listen on; 127.0.0.1 where not given", "127.0.0.1"),
  store: secret(
    optional("store", storeChoice, "where CVMs are kept; a SQLite file in .cvm-contract where not given"),
    secretsInStore,
  ),
  fleet: option("fleet", fleetChoice, "the CVMs that a new store starts with; small where not given", {
    kind: "small",
  }),
  keys: optional("keys", text("FILE"), "a JSON file of the keys that are taken; demo keys where not given"),
  teepod: option(
    "teepod",
    repeated(upstream),
    "a teepod to ask; without any of these and of --gateway the simulator answers for all",
    [],
  ),
  gateway: option("gateway", repeated(upstream), "a gateway to ask", []),
  teepodAuth: secret(
    option("teepod-auth", repeated(upstreamAuth), "how teepods are told who asks, and where the secret is kept", []),
    secretsInAuth,
  ),
  gatewayAuth: secret(
    option("gateway-auth", repeated(upstreamAuth), "how gateways are told who asks, and where the secret is kept", []),
    secretsInAuth,
  ),
  upstreamCa: optional(
    "upstream-ca",
    text("FILE"),
    "certificates in PEM that vouch for teepods and gateways behind https, in place of the usual ones",
  ),
  requestsPerMinute: optional(
    "requests-per-minute",
    wholeNumber(1),
    "how many requests a minute each key may send; no limit where not given",
  ),
  // Each holds a body of at most 1 MiB and an answer of some 150 KiB: 256 of them some 300 MiB.
  maxInHand: option(
    "max-in-hand",
    wholeNumber(1),
    "how many requests it takes in hand at a time, beyond which it answers 503; 256 where not given",
    256,
  ),
  auditLog: optional("audit-log", text("FILE"), "a file to which a line of JSON is added for each id that is written"),
  log: option(
    "log",
    onOff,
    "write a line of JSON to stderr for each request, and each call that an upstream failed",
    false,
  ),
  adminAddress: optional(
    "admin-address",
    hostPort,
    "where /healthz, /readyz, /metrics and /__state listen, in place of beside the contract's path",
  ),
  gatewayFresh: option(
    "gateway-fresh",
    durationMs,
    "how long ago the last handshake of a gateway's host may be for it to count; 30m where not given",
    30 * 60_000,
  ),
  testState: option("test-state", onOff, "add the route /__state, which shows what is stored and sets the ids", false),
};
