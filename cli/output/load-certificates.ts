import { X509Certificate } from "node:crypto";
import { resolve } from "node:path";
import { UsageError } from "../options/usage-error.ts";
import { textOfFile } from "./json-text.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
};

/** The certificates in a PEM file, null where none is named; `flag` named it. Throws `UsageError` where there is none in it, or one is damaged. */
export const loadCertificates = async (path: string | null, flag: string, folder: string): Promise<string | null> => {
  if (path === null) return null;
  const text = await textOfFile(resolve(folder, path), path);
  if (text === null) throw new UsageError(`${flag} names ${path}, and there is no such file.`);
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate))
    throw new UsageError(
      `${flag} names ${path}, which holds no certificates in PEM, or a damaged one. They begin with -----BEGIN CERTIFICATE-----.`,
    );
  return certificates.join("\n");
};
