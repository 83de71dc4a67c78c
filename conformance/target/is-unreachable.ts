import { errors } from "undici";

/** Error codes of a connection that was never opened: refused, no such host, no route, no trusted certificate. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ERR_TLS_|DEPTH_ZERO|CERT_|SELF_SIGNED|UNABLE_TO_)/;

/** Whether an error says that no connection could be opened, so that nothing was asked. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.ConnectTimeoutError ||
  (error instanceof Error && "code" in error && UNREACHABLE.test(String(error.code)));
