/** A text as a single-quoted word of a shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const parsed = (body) => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const curl = (url, { request, name }) =>
  [
    "curl -sS -X PATCH",
    "-H 'content-type: application/json'",
    `-H 'prefer: example=${name}'`,
    `--data-raw ${quoted(request.body)}`,
    quoted(url),
  ].join(" \\\n  ");

const fetchCall = (url, { request, name }) => `const response = await fetch(${JSON.stringify(url)}, {
  method: "PATCH",
  headers: {
    "content-type": "application/json",
    prefer: ${JSON.stringify(`example=${name}`)},
  },
  body: ${JSON.stringify(request.body)},
});
console.log(response.status, await response.json());`;

/** The client makes bodies out of objects: one that is none, it can't send. */
const client = (origin, { request, name }) => {
  const body = parsed(request.body);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  return `import { createBaseClient, refreshCvmInstanceIds } from "@phala/cloud";

const client = createBaseClient({
  apiKey: "demo-member-key",
  baseURL: ${JSON.stringify(`${origin}/api/v1`)},
  headers: { prefer: ${JSON.stringify(`example=${name}`)} },
});
console.log(await refreshCvmInstanceIds(client, ${JSON.stringify(body)}));`;
};

/** The request that a scenario is typical for, as code to paste: pairs of a title and a text. */
export const snippetsFor = (scenario, origin, path) =>
  [
    ["curl", curl(`${origin}${path}`, scenario)],
    ["fetch", fetchCall(`${origin}${path}`, scenario)],
    ["@phala/cloud", client(origin, scenario)],
  ].filter(([, text]) => text !== null);
