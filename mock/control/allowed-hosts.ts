import { isIP } from "node:net";

/** The host names under which the mock may be steered, beside addresses and this machine's own names. */
export type AllowedHosts = "all" | readonly string[];

/** What each entry of allowed hosts must be, for messages. */
export const HOST_FORMS = "a host name such as mock, or .example.internal for it and all names below it";

const HOST = /^\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** Whether a text can be an entry of allowed hosts: a name without a port, perhaps with a dot in front. */
export const isHostEntry = (text: string): boolean => HOST.test(text);

/** Names under which no page of somebody else's can be served: addresses, and what means this machine everywhere. */
const isOwnName = (name: string): boolean => isIP(name) !== 0 || name === "localhost" || name.endsWith(".localhost");

const covers = (entry: string, name: string): boolean =>
  entry.startsWith(".") ? name === entry.slice(1) || name.endsWith(entry) : name === entry;

/** The name in a Host header, in lower case, without the port and the brackets of an address. */
export const hostNameIn = (header: string): string =>
  header
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();

/** Whether a host name may be used: it means this machine, or `allowed` has it. A dot in front stands for all names below as well. */
export const isAllowedHost = (name: string, allowed: AllowedHosts): boolean =>
  isOwnName(name) || allowed === "all" || allowed.some((entry) => covers(entry.toLowerCase(), name));
