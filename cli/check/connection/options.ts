import { secretsInUrl } from "../../../conformance/index.ts";
import { durationMs } from "../../options/kinds/duration-ms.ts";
import { hostPort } from "../../options/kinds/host-port.ts";
import { onOff } from "../../options/kinds/on-off.ts";
import { proxyUrl } from "../../options/kinds/proxy-url.ts";
import { text } from "../../options/kinds/text.ts";
import { option, optional, secret } from "../../options/option.ts";

/** The part of the option table of `check` that says how the server is reached. */
export const connectionOptions = {
  ca: optional("ca", text("FILE"), "trust the certificates in this file (PEM) too, as issuers of the server's"),
  insecure: option(
    "insecure",
    onOff,
    "look at no certificate: whoever is on the way can read and change everything; each report says so",
    false,
  ),
  clientCert: optional("client-cert", text("FILE"), "show the server this certificate (PEM), where it asks for one"),
  clientKey: optional(
    "client-key",
    text("FILE"),
    "the key of --client-cert (PEM, not encrypted); looked for in that file where not given",
  ),
  proxy: secret(
    optional(
      "proxy",
      proxyUrl,
      "go through this HTTP proxy; where not given, the one in HTTPS_PROXY or HTTP_PROXY, save to what NO_PROXY names and to this machine",
    ),
    secretsInUrl,
  ),
  connect: optional(
    "connect",
    hostPort,
    "connect to this address in the place of the target's, which goes on to be asked by its own name",
  ),
  unixSocket: optional("unix-socket", text("PATH"), "connect to this Unix socket in the place of the target's address"),
  wait: optional(
    "wait",
    durationMs,
    "wait so long at most until the server answers anything but 502, 503 or 504, such as 60s",
  ),
};
