import { invalid, type Kind, valid } from "../options/kind.ts";
import { httpUrl } from "../options/kinds/http-url.ts";

/** A teepod or gateway: the name that the fleet knows it by, and where it listens. */
export interface Upstream {
  readonly name: string;
  readonly url: string;
}

/** `NAME=URL`. */
export const upstream: Kind<Upstream> = {
  placeholder: "NAME=URL",
  isRepeatable: false,
  decode: (given) => {
    const [, name, address] = (typeof given === "string" && /^([^=]+)=(.+)$/s.exec(given)) || [];
    const url = httpUrl.decode(address);
    if (name === undefined || !url.isValid)
      return invalid("a node's name in the fleet and its URL: teepod-1=http://10.0.0.7:8080");
    return valid({ name, url: url.value });
  },
};
