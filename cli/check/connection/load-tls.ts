import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { resolve } from "node:path";
import type { TlsChoice } from "../../../conformance/index.ts";
import type { Settings } from "../../options/settings.ts";
import { UsageError } from "../../options/usage-error.ts";
import { textOfFile } from "../../output/json-text.ts";
import { loadCertificates } from "../../output/load-certificates.ts";
import { connectionOptions as options } from "./options.ts";

const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )*PRIVATE KEY-----/;

/** Nothing of the file is shown: it is a secret. Throws `UsageError` where it holds no key that can be read. */
const readKey = (pem: string, flag: string, path: string): KeyObject => {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const isLocked = error instanceof Error && "code" in error && error.code === "ERR_MISSING_PASSPHRASE";
    throw new UsageError(
      isLocked || /ENCRYPTED/.test(pem)
        ? `${flag} names ${path}, whose key is encrypted. Write it without a passphrase: openssl pkey -in ${path} -out client.key.`
        : `${flag} names ${path}, whose private key is damaged.`,
    );
  }
};

const keyText = async (path: string, flag: string, folder: string, remedy: string): Promise<string> => {
  const text = await textOfFile(resolve(folder, path), path);
  if (text === null) throw new UsageError(`${flag} names ${path}, and there is no such file.`);
  const [pem] = PRIVATE_KEY.exec(text) ?? [];
  if (pem === undefined)
    throw new UsageError(
      `${flag} names ${path}, which holds no private key in PEM. One begins with -----BEGIN PRIVATE KEY-----. ${remedy}`.trim(),
    );
  return pem;
};

const loadClient = async (settings: Settings, folder: string): Promise<TlsChoice["client"]> => {
  const certificatePath = settings.get(options.clientCert);
  const keyPath = settings.get(options.clientKey);
  if (certificatePath === null && keyPath !== null)
    throw new UsageError("--client-key is the key of a certificate. Name that with --client-cert.");
  const certificate = await loadCertificates(certificatePath, "--client-cert", folder);
  if (certificate === null || certificatePath === null) return null;
  const [path, flag, remedy] =
    keyPath === null
      ? [certificatePath, "--client-cert", "Name the file that does with --client-key."]
      : [keyPath, "--client-key", ""];
  const pem = await keyText(path, flag, folder, remedy);
  if (!new X509Certificate(certificate).checkPrivateKey(readKey(pem, flag, path)))
    throw new UsageError(
      `The key in ${path} is not that of the first certificate in ${certificatePath}. Name the pair that belongs together with --client-cert and --client-key; in a chain the client's own certificate comes first.`,
    );
  return { certificate, key: pem };
};

/** Reads the files that say what is trusted and shown. Throws `UsageError` on one that is not there or can't be used. */
export const loadTls = async (settings: Settings, folder: string): Promise<TlsChoice> => ({
  ca: await loadCertificates(settings.get(options.ca), "--ca", folder),
  isInsecure: settings.get(options.insecure),
  client: await loadClient(settings, folder),
});
