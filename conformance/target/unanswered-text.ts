import { assertNever } from "../cases/assert-never.ts";
import type { Fault } from "../cases/exchange.ts";
import type { Route } from "./connection/connection.ts";

/** Why nothing can be asked of a target, as a clause, and what is to be done. */
export interface UnansweredText {
  readonly why: string;
  readonly remedy: string;
}

const ORIGIN = "Check that the server runs and that --target names its origin.";
const CLIENT_CERTIFICATE = "It may want a client certificate: give one with --client-cert and --client-key.";
const BAD_CLIENT_CERTIFICATE =
  "It does not take the client certificate, or not with what --client-cert holds beside it: give another one with --client-cert and --client-key.";
/** Alerts by which a server says that it was shown a certificate, and did not like it. Source: RFC 8446 section 6.2. */
const ABOUT_CERTIFICATE = /unknown ca|bad certificate|unsupported certificate|certificate (revoked|expired|unknown)/;

/** Those that may be about one that was not shown. */
const WANTS_CERTIFICATE = /certificate required|handshake failure/;
/** What came in the place of TLS has no version of it. */
const IS_NO_TLS = /wrong.version.number/i;

/** The name of a TLS alert in words: `ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED` is `certificate required`. */
const alertIn = (detail: string): string | null =>
  /^ERR_SSL_\S*?ALERT_([A-Z_]+)/.exec(detail)?.[1]?.replaceAll("_", " ").toLowerCase() ?? null;

const alertRemedy = (alert: string): string => {
  if (ABOUT_CERTIFICATE.test(alert)) return BAD_CLIENT_CERTIFICATE;
  return WANTS_CERTIFICATE.test(alert) ? CLIENT_CERTIFICATE : ORIGIN;
};

/** Whether it is TLS that came to nothing, on whichever way. */
export const isOfTls = (detail: string): boolean => /^(ERR_SSL_|EPROTO)/.test(detail);

/** Why TLS came to nothing, or null where that is not what happened. With a proxy that is spoken to by TLS it is not known whose it was. */
export const tlsFailure = (detail: string, route: Route): UnansweredText | null => {
  if (route.kind === "proxy" && route.url.protocol === "https:" && isOfTls(detail))
    return {
      why: `no TLS came about on the way, with the proxy or behind it (${detail.split(":")[0]})`,
      remedy:
        "Check that --target and what names the proxy (--proxy, HTTPS_PROXY or HTTP_PROXY) each say https:// only where TLS is spoken.",
    };
  const alert = alertIn(detail);
  if (alert !== null)
    return { why: `it ended the TLS handshake with the alert "${alert}"`, remedy: alertRemedy(alert) };
  if (!isOfTls(detail)) return null;
  const [code] = detail.split(":");
  return IS_NO_TLS.test(detail)
    ? {
        why: `it does not speak TLS (${code})`,
        remedy: "Name it with http:// in --target, if it is an HTTP server at all.",
      }
    : { why: `no TLS with it came about (${code})`, remedy: ORIGIN };
};

/** What to look at where nothing was met on the way. */
const ON_THE_WAY: Readonly<Record<Route["kind"], string>> = {
  direct: ORIGIN,
  proxy: "Check that the proxy runs, and what names it: --proxy, HTTPS_PROXY or HTTP_PROXY.",
  address: "Check that the server runs and that --connect names its address.",
  socket: "Check that the server runs and that --unix-socket names its socket.",
};

/** What is to be done about a connection that could not be opened. */
const unreachableRemedy = (detail: string, { kind }: Route): string => {
  if (/ALTNAME_INVALID/.test(detail))
    return "The certificate is another host's: name in --target the host that it is for, and with --connect where to reach it.";
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(detail))
    return "Check its dates and this machine's clock, or look at no certificate with --insecure.";
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_/.test(detail))
    return "Name a file with the certificate's issuer in --ca, or look at no certificate with --insecure.";
  if (/Proxy Authentication Required|Proxy response \(407\)/.test(detail))
    return "The proxy wants to know who asks: give --proxy http://USER:PASSWORD@HOST:PORT.";
  if (/Proxy response|UND_ERR_PRX_/.test(detail))
    return "The proxy does not let it through: check --target. To reach it without, leave --proxy out or, where a variable names the proxy, name the host in NO_PROXY.";
  return ON_THE_WAY[kind];
};

/** Why no connection could be opened on a way, from its error. */
export const unreachableText = (detail: string, route: Route): UnansweredText => ({
  why: detail,
  remedy: unreachableRemedy(detail, route),
});

/** What is said of a target that gave no answer of HTTP, whatever it was asked. */
export const unansweredText = (
  fault: Exclude<Fault, "unreachable" | "too-long">,
  { url, detail, asked, timeoutMs, isTls }: UnansweredFacts,
): UnansweredText => {
  const instead = isTls
    ? { why: "it speaks TLS and not plain HTTP", remedy: "Name it with https:// in --target." }
    : null;
  switch (fault) {
    case "timeout":
      return {
        why: `it takes connections and gave no whole answer to ${asked} within ${timeoutMs / 1000} s each`,
        remedy: "Check that --target names the port of an HTTP server, or give it more time with --timeout.",
      };
    case "not-http":
      return (
        instead ?? {
          why: `what it sent is no HTTP (${detail})`,
          remedy: "Check that --target names the port of an HTTP server.",
        }
      );
    case "dropped":
      return (
        instead ?? {
          why: `it closed the connection without an answer to ${asked} (${detail})`,
          remedy: url.protocol === "https:" ? CLIENT_CERTIFICATE : ORIGIN,
        }
      );
    default:
      return assertNever(fault);
  }
};

/** What is known of a target that did not answer. `asked` names the requests, `isTls` says that plain HTTP was sent to what speaks TLS. */
export interface UnansweredFacts {
  readonly url: URL;
  readonly detail: string;
  readonly asked: string;
  readonly timeoutMs: number;
  readonly isTls: boolean;
}
