import { shownUrl } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";

const EXPECTED = "the URL of an HTTP proxy, such as http://10.0.0.1:3128 or http://USER:PASSWORD@proxy.example:3128";

/** Where a proxy is, as people write it: the scheme may be left out, for `http://`. User and password may stand in it. */
export const proxyUrl: Kind<string> = {
  placeholder: "URL",
  isRepeatable: false,
  decode: (given) => {
    if (typeof given !== "string") return invalid(EXPECTED);
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`);
    if (url === null || !["http:", "https:"].includes(url.protocol)) return invalid(EXPECTED);
    return `${url.search}${url.hash}` === "" && url.pathname === "/" ? valid(url.href) : invalid(EXPECTED);
  },
  shown: (given) => (typeof given === "string" ? shownUrl(given) : null),
};
