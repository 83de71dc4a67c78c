import { onOff } from "../options/kinds/on-off.ts";
import { port } from "../options/kinds/port.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { text } from "../options/kinds/text.ts";
import { option, optional, secret } from "../options/option.ts";
import { fleetChoice } from "./fleet-choice.ts";
import { secretsInStore, storeChoice } from "./store-choice.ts";
import { upstream } from "./upstream.ts";

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
  teepod: option("teepod", repeated(upstream), "a teepod to ask; without any the simulator answers for all", []),
  gateway: option("gateway", repeated(upstream), "a gateway to ask", []),
  testState: option("test-state", onOff, "add the route /__state, which shows what is stored and sets the ids", false),
};
