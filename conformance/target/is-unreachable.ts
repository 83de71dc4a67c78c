import { errors } from "undici";
import type { Outcome } from "../cases/exchange.ts";

/** Error codes of a connection that was never opened: refused, no such host, no route, no such socket, no trusted certificate, no way through a proxy. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOENT|ENOTSOCK|EACCES|UND_ERR_PRX_|ERR_PROXY_|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ERR_TLS_|DEPTH_ZERO|CERT_|SELF_SIGNED|UNABLE_TO_)/;

/** What undici says where a proxy opens no tunnel, or wants to know who asks. */
const PROXY_REFUSED = /^(Proxy response \(\d+\)|Proxy Authentication Required)/;

/** Whether an error says that no connection could be opened, so that nothing was asked. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.ConnectTimeoutError ||
  (error instanceof Error &&
    "code" in error &&
    (UNREACHABLE.test(String(error.code)) || PROXY_REFUSED.test(error.message)));

/** Whether a request met no connection, so that nothing was sent. */
export const isUnmet = (outcome: Outcome): boolean => outcome.kind === "fault" && outcome.fault === "unreachable";
