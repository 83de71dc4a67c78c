import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isObject } from "../../contract/index.ts";

const run = promisify(execFile);

/** A package as a registry would serve it. */
export interface Tarball {
  /** The package's name. */
  readonly name: string;
  /** Its file's name. */
  readonly file: string;
  /** The paths in it. */
  readonly paths: readonly string[];
}

/** The file of checksums that lies beside the tarballs, for `sha256sum --check`. */
export const CHECKSUMS = "SHA256SUMS";

/** One package of what `npm pack --json` says. */
const decodeTarball = (packed: unknown): Tarball => {
  if (
    isObject(packed) &&
    typeof packed.name === "string" &&
    typeof packed.filename === "string" &&
    Array.isArray(packed.files)
  )
    return {
      name: packed.name,
      file: packed.filename,
      paths: packed.files.filter(isObject).map(({ path }) => String(path)),
    };
  throw new Error(
    `npm pack said what it packed in another way than was expected: ${JSON.stringify(packed)?.slice(0, 200)}`,
  );
};

/** Builds and packs the gate's package and the mock's from the sources in `root` into `folder`, with a file of SHA-256 checksums. */
export const packPackages = async (root: string, folder: string): Promise<readonly Tarball[]> => {
  await mkdir(folder, { recursive: true });
  const { stdout } = await run(
    "npm",
    ["pack", ".", "./cvm-contract-mock", "--json", "--silent", "--pack-destination", folder],
    { cwd: root },
  );
  const packed: unknown = JSON.parse(stdout);
  const tarballs = (Array.isArray(packed) ? packed : []).map(decodeTarball);
  const lines: string[] = [];
  for (const { file } of tarballs) {
    const sum = createHash("sha256").update(await readFile(join(folder, file)));
    lines.push(`${sum.digest("hex")}  ${file}\n`);
  }
  await writeFile(join(folder, CHECKSUMS), lines.join(""));
  return tarballs;
};
