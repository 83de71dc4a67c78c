import type { ListenAddress } from "../../reference-impl/index.ts";
import { invalid, type Kind, valid } from "../options/kind.ts";
import { port } from "../options/kinds/port.ts";

/** Where to listen: `127.0.0.1:9090`, `[::1]:9090`; port 0 takes a free one. */
export const hostPort: Kind<ListenAddress> = {
  placeholder: "HOST:PORT",
  isRepeatable: false,
  decode: (given) => {
    const [, bracketed, plain, digits] =
      (typeof given === "string" && /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s/]+)):(\d+)$/i.exec(given)) || [];
    const host = bracketed ?? plain;
    const decoded = port.decode(digits);
    return host !== undefined && decoded.isValid
      ? valid({ host, port: decoded.value })
      : invalid("a host and a port, such as 127.0.0.1:9090 or [::1]:9090");
  },
};
