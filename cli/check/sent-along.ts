import {
  type ExtraHeaders,
  isGiven,
  type KeyHeader,
  type Keys,
  type SentRequest,
  USUAL_KEY_HEADER,
} from "../../conformance/index.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Headers that log a caller in by themselves. Others may hold secrets too, but of what stands in front of the server: without
 * those it would not be asked at all.
 */
const LOGS_IN: ReadonlySet<string> = new Set(["authorization", "cookie", "x-api-key"]);

const isWordChar = (char: string | undefined): boolean => char !== undefined && /[\w-]/.test(char);

/** Whether a text has the key in it as a word, and not by chance within a longer one. */
const hasWord = (text: string, key: string): boolean => {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
    if (!isWordChar(text[at - 1]) && !isWordChar(text[at + key.length])) return true;
  return false;
};

/** The user and password that a value holds where its scheme is Basic. Source: RFC 7617 section 2. */
const basicPair = (value: string): string => Buffer.from(/^basic +(\S+)$/i.exec(value)?.[1] ?? "", "base64").toString();

/**
 * The extra headers that go out with each credential. Where the run has keys, a header that holds some of them goes with those
 * alone, and one that logs a caller in goes with no request that is to have no key or a bad one.
 */
export const sentAlong = (
  keys: Keys,
  headers: Headers,
  keyHeader: KeyHeader = USUAL_KEY_HEADER,
): ((credential: SentRequest["credential"]) => ExtraHeaders) => {
  const given = [keys.member, keys.admin, keys.other].filter((key) => key !== null);
  const holds = (value: string, key: string): boolean => hasWord(value, key) || hasWord(basicPair(value), key);

  const goesWith = (credential: SentRequest["credential"], name: string, value: string): boolean => {
    const own = isGiven(credential) ? keys[credential] : null;
    if (given.some((key) => holds(value, key))) return own !== null && holds(value, own);
    return own !== null || !(LOGS_IN.has(name) || name === keyHeader.name.toLowerCase());
  };

  return (credential) => {
    if (given.length === 0) return { headers, isWhole: true };
    const all = Object.entries(headers);
    const going = all.filter(([name, value]) => goesWith(credential, name, value));
    return { headers: Object.fromEntries(going), isWhole: going.length === all.length };
  };
};
