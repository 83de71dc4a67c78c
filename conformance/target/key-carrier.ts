/** Headers that carry a key, as people write them. */
const CARRIERS: ReadonlyMap<string, string> = new Map([
  ["x-api-key", "X-API-Key"],
  ["authorization", "Authorization"],
  ["proxy-authorization", "Proxy-Authorization"],
  ["cookie", "Cookie"],
]);

/** How a key is carried by headers (names in lower case): `X-API-Key`, or `Authorization: Bearer`; empty where it is not. Shows nothing of it. */
export const keyCarrierOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .flatMap(([name, value]) => {
      const carrier = CARRIERS.get(name.toLowerCase());
      if (carrier === undefined) return [];
      const scheme = /^(basic|bearer|digest|negotiate)(?= )/i.exec(value)?.[0];
      return [carrier.endsWith("Authorization") && scheme !== undefined ? `${carrier}: ${scheme}` : carrier];
    })
    .join(" and ");
