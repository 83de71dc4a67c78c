import { shownUrl } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";

const EXPECTED = "an http or https URL without user name, query or fragment, such as http://127.0.0.1:4020";

/** An origin with a path prefix, if any, and without the closing slash. A user name or password in it is refused: it would end up in reports. */
export const httpUrl: Kind<string> = {
  placeholder: "URL",
  isRepeatable: false,
  decode: (given) => {
    const url = typeof given === "string" ? URL.parse(given) : null;
    if (url === null || !["http:", "https:"].includes(url.protocol)) return invalid(EXPECTED);
    if (`${url.username}${url.password}${url.search}${url.hash}` !== "") return invalid(EXPECTED);
    return valid(url.href.replace(/\/+$/, ""));
  },
  shown: (given) => (typeof given === "string" ? shownUrl(given) : null),
};
