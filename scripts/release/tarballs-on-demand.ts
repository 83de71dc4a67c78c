import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPackages, type Tarball } from "./pack-packages.ts";

/** The packages as tarballs, and the folder that they lie in. */
export interface Packed {
  readonly folder: string;
  readonly tarballs: readonly Tarball[];
}

/** Packages that are packed once, when they are asked for first. */
export interface TarballsOnDemand {
  readonly packed: () => Promise<Packed>;
  /** Removes them. */
  readonly close: () => Promise<void>;
}

/** Packs the packages when they are asked for. `root` is the project's. */
export const tarballsOnDemand = async (root: string): Promise<TarballsOnDemand> => {
  const folder = await mkdtemp(join(tmpdir(), "tarballs-"));
  let tarballs: Promise<readonly Tarball[]> | null = null;
  return {
    packed: async () => {
      tarballs ??= packPackages(root, folder);
      return { folder, tarballs: await tarballs };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
