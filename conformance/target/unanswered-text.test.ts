import { describe, expect, it } from "vitest";
import { tlsFailure, unreachableText } from "./unanswered-text.ts";

describe("why TLS came to nothing", () => {
  it.each([
    ["ERR_SSL_WRONG_VERSION_NUMBER: 40:error:0A00010B:SSL routines::wrong version number", "it does not speak TLS"],
    ["EPROTO: write EPROTO 40:error:0A00010B:SSL routines::wrong version number", "it does not speak TLS"],
    [
      "ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 40:error:0A000458:SSL routines::tlsv1 unrecognized name",
      "no TLS with it came about",
    ],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL: 40:error:0A000102:SSL routines::unsupported protocol", "no TLS with it came about"],
  ])("is that it speaks none only where that is known: %s", (detail, why) => {
    expect(tlsFailure(detail, { kind: "direct" })?.why).toContain(why);
  });

  it.each([
    ["SSL/TLS_ALERT_HANDSHAKE_FAILURE", "It may want a client certificate"],
    ["TLSV13_ALERT_CERTIFICATE_REQUIRED", "It may want a client certificate"],
    ["TLSV1_ALERT_UNKNOWN_CA", "It does not take the client certificate"],
    ["TLSV1_ALERT_PROTOCOL_VERSION", "Check that"],
    ["TLSV1_ALERT_INTERNAL_ERROR", "Check that"],
  ])("speaks of a client certificate only where an alert may be about one: %s", (alert, remedy) => {
    expect(tlsFailure(`ERR_SSL_${alert}: an alert`, { kind: "direct" })?.remedy).toContain(remedy);
  });
});

it.each([
  ["http://127.0.0.1:1", "it does not speak TLS"],
  ["https://127.0.0.1:1", "no TLS came about on the way, with the proxy or behind it (ERR_SSL_WRONG_VERSION_NUMBER)"],
])("TLS through a proxy came to nothing at the target only where the proxy is spoken to without: %s", (url, why) => {
  const route = { kind: "proxy", url: new URL(url) } as const;
  expect(tlsFailure("ERR_SSL_WRONG_VERSION_NUMBER: wrong version number", route)?.why).toContain(why);
});

it("the issuer of a certificate is asked for only where that may help", () => {
  const remedyOf = (detail: string): string => unreachableText(detail, { kind: "direct" }).remedy;
  expect(remedyOf("SELF_SIGNED_CERT_IN_CHAIN: self-signed")).toContain("--ca");
  expect(remedyOf("CERT_HAS_EXPIRED: certificate has expired")).not.toContain("--ca");
  expect(remedyOf("CERT_NOT_YET_VALID: not yet")).toContain("--insecure");
});
