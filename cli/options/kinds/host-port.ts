import { invalid, type Kind, valid } from "../kind.ts";
import { port } from "./port.ts";

/** A host, an IPv6 address without brackets, and a port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** A host and a port: `127.0.0.1:9090`, `[::1]:9090`; port 0 is any free one. */
export const hostPort: Kind<HostPort> = {
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
