import { invalid, type Kind, valid } from "../options/kind.ts";
import { httpUrl } from "../options/kinds/http-url.ts";

/** Where a teepod or gateway listens, and the name that the fleet knows it by; null where only the order tells which it is. */
export interface Upstream {
  readonly name: string | null;
  readonly url: string;
}

/** `URL`, or `NAME=URL`. */
export const upstream: Kind<Upstream> = {
  placeholder: "[NAME=]URL",
  isRepeatable: false,
  decode: (given) => {
    const [, name = null, address = given] = (typeof given === "string" && /^([^=:/]+)=(.+)$/s.exec(given)) || [];
    const url = httpUrl.decode(address);
    return url.isValid
      ? valid({ name, url: url.value })
      : invalid("a URL, such as http://10.0.0.7:8080 or teepod-1=http://10.0.0.7:8080");
  },
};
