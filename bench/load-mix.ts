import { isObject, loadContract, openapiDocument } from "../contract/index.ts";
import { refreshOperation } from "../mock/index.ts";

/** The fleet under load: 10,000 CVMs on 20 teepods. */
export const FLEET = "large:10000";

const LISTED = 10;

const { path } = refreshOperation(loadContract(openapiDocument));
const headers = { "content-type": "application/json", "x-api-key": "demo-member-key" };

/** One request as autocannon takes it. */
export interface LoadRequest {
  readonly method: "PATCH";
  readonly path: string;
  readonly headers: typeof headers;
  readonly body: string;
}

/** Names of CVMs that there are. */
const someIds = async (url: URL): Promise<readonly string[]> => {
  const body = JSON.stringify({ dry_run: true, missing_only: false, limit: 4 * LISTED });
  const answer: unknown = await (await fetch(new URL(path, url), { method: "PATCH", headers, body })).json();
  const items = isObject(answer) && Array.isArray(answer.items) ? answer.items : [];
  return items.map((item: unknown) => (isObject(item) ? String(item.cvm_id) : ""));
};

/** Of ten requests to a server: five scans (one of which writes), five lists of ten CVMs (one of which writes). */
export const loadMix = async (url: URL): Promise<LoadRequest[]> => {
  const ids = await someIds(url);
  const list = (start: number): readonly string[] => ids.slice(start * LISTED, (start + 1) * LISTED);
  const previews: readonly object[] = [0, 1, 2, 3].flatMap((index) => [
    { limit: 20, missing_only: index % 2 === 0, dry_run: true },
    { cvm_ids: list(index), missing_only: false, dry_run: true },
  ]);
  const mix = [...previews, { limit: 20 }, { cvm_ids: list(0), missing_only: false }];
  return mix.map((body) => ({ method: "PATCH", path, headers, body: JSON.stringify(body) }));
};
