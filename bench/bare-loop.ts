import { Pool } from "undici";
import type { SentRequest } from "../conformance/index.ts";

/**
 * Sends prepared requests through a bare undici pool, `inFlight` at once, reading each body and checking nothing: the ceiling
 * of what a harness can do. Gives requests a second.
 */
export const bareLoop = async (
  url: URL,
  requests: readonly SentRequest[],
  headers: Readonly<Record<string, string>>,
  inFlight: number,
): Promise<number> => {
  const pool = new Pool(url.origin, { connections: inFlight, pipelining: 1 });
  let next = 0;
  const work = async (): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const response = await pool.request({
        method: request.method,
        path: request.path,
        headers: { ...request.headers, ...headers },
        body: request.body,
      });
      await response.body.arrayBuffer();
    }
  };
  const startMs = performance.now();
  await Promise.all(Array.from({ length: inFlight }, work));
  const perSecond = (requests.length / (performance.now() - startMs)) * 1000;
  await pool.close();
  return perSecond;
};
