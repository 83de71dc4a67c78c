/** Names of headers and query parameters that carry secrets; the values of others (`Accept: application/json`) are ordinary text. */
const CARRIES_SECRET = /auth|cookie|key|token|secret|session|signature|password/i;

/** Challenges: what stands in them is for everybody, the name of a realm for instance. Source: RFC 9110 sections 11.6.1 and 11.7.1. */
const CARRIES_NONE = /^(www|proxy)-authenticate$/i;

/** Whether a header or query parameter of this name may carry a secret. */
export const carriesSecret = (name: string): boolean => CARRIES_SECRET.test(name) && !CARRIES_NONE.test(name);

const undone = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Parts of credentials that say what is asked for and how, and not by whom. Source: RFC 7616 section 3.4. */
const NO_SECRETS = /^(realm|uri|qop|algorithm|signedheaders)=/i;

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, "$1");

/** The user and the password of the credentials of a Basic scheme. Source: RFC 7617 section 2. */
const basicParts = (value: string): readonly string[] => {
  const [, encoded] = /^basic +(\S+)$/i.exec(value) ?? [];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, "base64").toString();
  return [pair, pair.slice(pair.indexOf(":") + 1)];
};

/**
 * The secret texts that the value of a header of this name carries: the whole, and its parts (`Bearer abc`, `abc`; `a=b; c=d`, `b`); none where
 * such a header carries no secret.
 */
export const secretsInHeader = (name: string, value: string): readonly string[] => {
  if (!carriesSecret(name)) return [];
  const words = value
    .split(/[\s;,]+/)
    .map(unquoted)
    .filter((word) => !NO_SECRETS.test(word));
  const values = words.map((word) => unquoted(word.replace(/^[^=]*=/, "")));
  return [...new Set([value, ...words, ...values, ...basicParts(value)])].filter((text) => text !== "");
};

/** The values of the cookies that a `Set-Cookie` header sets; several such headers may be joined by commas. Source: RFC 6265 section 4.1. */
export const secretsInSetCookie = (value: string): readonly string[] =>
  value
    // A comma within a date is followed by a space and a digit.
    .split(/, *(?=[!#$%&'*+\-.^_`|~0-9A-Za-z]+=)/)
    .flatMap((cookie) => {
      const [pair = ""] = cookie.split(";");
      return unquoted(pair.slice(pair.indexOf("=") + 1).trim());
    })
    .filter((text) => text !== "");

/** A `Set-Cookie` header with `placeholder` for the cookies' values. */
export const withoutCookieValues = (value: string, placeholder: string): string =>
  value.replace(
    /(^|, *)([!#$%&'*+\-.^_`|~0-9A-Za-z]+=)("[^"]*"|[^;,]+)/g,
    (_, before: string, name: string) => `${before}${name}${placeholder}`,
  );

/** What follows the `?` of a URL or a path, piece by piece: as it stands, and undone. */
const valuesOf = (query: string): readonly { readonly name: string; readonly value: string }[] =>
  query.split("&").map((piece) => {
    const [name = "", ...value] = piece.split("=");
    return { name: undone(name), value: value.join("=") };
  });

/** The values of those parameters in the query of a path that may carry a secret. */
export const secretsInPath = (path: string): readonly string[] => {
  const [, query] = /\?([^#]*)/.exec(path) ?? [];
  if (query === undefined) return [];
  return valuesOf(query)
    .filter(({ name }) => carriesSecret(name))
    .flatMap(({ value }) => [value, undone(value)])
    .filter((text) => text !== "");
};

/** A path and query, the values of parameters that may carry a secret taken out. */
export const withoutSecretParameters = (path: string): string =>
  path.replace(/([?&])([^=&]*)=([^&]*)/g, (whole, start: string, name: string) =>
    carriesSecret(undone(name)) ? `${start}${name}=...` : whole,
  );

/** What may be secret in a URL: its user and password, and all that its query and its fragment hold, whatever the names. */
export const secretsInUrl = (text: string): readonly string[] => {
  const [, userInfo = ""] = /^[^/]*\/\/(.*)@/s.exec(text.replace(/[?#].*$/s, "")) ?? [];
  const [, rest = ""] = /[?#](.*)$/s.exec(text) ?? [];
  const password = userInfo.slice(userInfo.indexOf(":") + 1);
  const values = rest.split(/[?#&]/).map((piece) => piece.slice(piece.indexOf("=") + 1));
  return [...new Set([userInfo, password, ...values].flatMap((part) => [part, undone(part)]))].filter(
    (part) => part !== "",
  );
};

/** A URL, valid or not, as a message may show it: without user, password, query and fragment. */
export const shownUrl = (text: string): string => {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const end = rest.search(/[?#]/);
  const place = end < 0 ? rest : rest.slice(0, end);
  // An at sign further on may be the end of a password that holds a question mark.
  if (end >= 0 && rest.includes("@", end)) return `${scheme}...`;
  const at = place.lastIndexOf("@");
  return `${scheme}${at < 0 ? place : `...${place.slice(at)}`}${end < 0 ? "" : `${rest[end] ?? ""}...`}`;
};
