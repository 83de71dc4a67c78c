import { detailReply, type Reply } from "../http/reply.ts";
import type { Route } from "../http/route.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { METRICS_TYPE } from "./metrics-text.ts";

const NOBODYS_ID = "0".repeat(40);

const OK: Reply = Object.freeze({ status: 200, headers: {}, body: { status: "ok" } });

/** `/healthz`: the process answers. */
export const healthRoute: Route = { method: "GET", path: "/healthz", handle: async () => OK };

/** `/readyz`: requests are taken, and the store can be read. */
export const readinessRoute = (store: Pick<CvmStore, "holders">, isTaking: () => boolean): Route => ({
  method: "GET",
  path: "/readyz",
  handle: async () => {
    const unready = (why: string): Reply => detailReply(503, why, { "retry-after": "1" });
    if (!isTaking()) return unready("It is ending");
    try {
      await store.holders([NOBODYS_ID]);
      return OK;
    } catch {
      return unready("The store can't be read");
    }
  },
});

/** `/metrics`: what is counted, for Prometheus. */
export const metricsRoute = (text: () => string): Route => ({
  method: "GET",
  path: "/metrics",
  handle: async () => ({ status: 200, headers: { "content-type": METRICS_TYPE }, body: Buffer.from(text()) }),
});
