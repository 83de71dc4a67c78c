import {
  checkServerIdentity,
  type ConnectionOptions,
  createSecureContext,
  getCACertificates,
  type SecureContext,
} from "node:tls";
import type { TlsChoice } from "./connection.ts";

/** The options of `tls.connect` that a choice comes to. */
export type SecureOptions = Pick<ConnectionOptions, "secureContext" | "rejectUnauthorized" | "checkServerIdentity">;

const contextOf = ({ ca, client }: TlsChoice): SecureContext =>
  createSecureContext({
    // To name some issuers is to trust no others.
    ...(ca === null ? {} : { ca: [...getCACertificates("default"), ca] }),
    ...(client === null ? {} : { cert: client.certificate, key: client.key }),
  });

/**
 * What `tls.connect` is to be told. `hostname` is whose certificate is expected where another address is connected to, else null. Throws where a
 * text is no certificate or key, or the key is another certificate's.
 */
export const secureOptions = (choice: TlsChoice, hostname: string | null): SecureOptions => ({
  // Made once: it reads more than a hundred certificates.
  ...(choice.ca === null && choice.client === null ? {} : { secureContext: contextOf(choice) }),
  ...(choice.isInsecure ? { rejectUnauthorized: false } : {}),
  ...(hostname === null ? {} : { checkServerIdentity: (_, certificate) => checkServerIdentity(hostname, certificate) }),
});
