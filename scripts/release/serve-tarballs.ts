import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPackages, type Tarball } from "./pack-packages.ts";

/** Where the packages are to be had as tarballs. */
export interface TarballService {
  /** Answers any request with `{folder, tarballs}` in JSON: the folder that they lie in, and each `Tarball`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Tells over HTTP on loopback where the packages lie, packed once, at the first request. `root` is the project's. */
export const serveTarballs = async (root: string): Promise<TarballService> => {
  const folder = await mkdtemp(join(tmpdir(), "tarballs-"));
  let packed: Promise<readonly Tarball[]> | null = null;
  const service = createServer((_, response) => {
    packed ??= packPackages(root, folder);
    packed.then(
      (tarballs) => response.end(JSON.stringify({ folder, tarballs })),
      (problem: unknown) => response.writeHead(500).end(String(problem)),
    );
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const address = service.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => service.close(resolve));
      service.closeAllConnections();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
