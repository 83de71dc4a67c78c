import { assertNever } from "../cases/assert-never.ts";
import type { Stranger } from "./stranger.ts";

/** What came in the place of an operation's answer, as a clause that goes on after "it", and what is to be done. */
export interface StrangerText {
  readonly what: string;
  readonly remedy: string;
}

const segmentsOf = (path: string): readonly string[] => path.split("/").filter((segment) => segment !== "");

/** What the end of a prefix and the beginning of the contract's path have in common: `/api/v1`, or nothing. */
const repeated = (prefix: string, path: string): string => {
  const own = segmentsOf(prefix);
  const given = segmentsOf(path);
  for (let length = Math.min(own.length, given.length); length > 0; length -= 1)
    if (own.slice(-length).join("/") === given.slice(0, length).join("/"))
      return `/${given.slice(0, length).join("/")}`;
  return "";
};

const missingRemedy = ({ pathname }: URL, path: string): string => {
  const prefix = pathname.replace(/\/$/, "");
  const twice = repeated(prefix, path);
  if (twice !== "") return `The contract's own paths begin with ${twice} already: leave that out of --target.`;
  return prefix === ""
    ? "Check that --target names the right server, and the path prefix under which it serves the contract, if there is one."
    : `Check the path prefix ${prefix} in --target: the contract's own path is put after it.`;
};

/** Without query and fragment, which may hold what nobody is to see. */
const placeOf = (location: string, url: URL): { readonly shown: string; readonly at: URL | null } => {
  const at = URL.parse(location, url.href);
  const bare = location.split(/[?#]/)[0] ?? "";
  return { shown: at === null ? bare : `${at.origin}${at.pathname}`, at };
};

const redirectText = (status: number, location: string, url: URL): StrangerText => {
  const { shown, at } = placeOf(location, url);
  const isSecured = at?.protocol === "https:" && url.protocol === "http:" && at.hostname === url.hostname;
  return {
    what: `answered ${status} and led to ${shown} (Location)`,
    remedy: isSecured
      ? "Name the server with https:// in --target."
      : "Name in --target where it leads to, if the server is there, or go around what asks for a login.",
  };
};

/** Says what came, and what to do. `path` is the contract's own, `url` what `--target` names. */
export const strangerText = (stranger: Stranger, url: URL, path: string): StrangerText => {
  switch (stranger.kind) {
    case "missing":
      return { what: `answered ${stranger.status}`, remedy: missingRemedy(url, path) };
    case "redirect":
      return redirectText(stranger.status, stranger.location, url);
    case "page": {
      const { status, contentType, title } = stranger;
      return {
        what: `answered ${status} with a page (${contentType}${title === "" ? "" : `, "${title}"`}) in the place of JSON`,
        remedy:
          "Check that --target names the API and not a front end, and go around what asks for a login or a client certificate.",
      };
    }
    case "unavailable":
      return {
        what: `answered ${stranger.status}`,
        remedy: "Wait until the server is up, or check what stands in front of it.",
      };
    case "failing":
      return { what: `answered ${stranger.status}`, remedy: "Look for the cause in the server's own log." };
    default:
      return assertNever(stranger);
  }
};
