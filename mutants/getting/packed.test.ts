import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { CHECKSUMS } from "../../scripts/index.ts";
import { packed } from "./packed.ts";

it("both packages lie beside their checksums, as sha256sum reads them", async () => {
  const tarballs = await packed();
  expect(tarballs.map(({ name }) => name)).toEqual(["cvm-contract", "cvm-contract-mock"]);
  for (const { path } of tarballs) {
    const sum = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    expect(await readFile(join(dirname(path), CHECKSUMS), "utf8")).toContain(`${sum}  ${basename(path)}\n`);
  }
}, 240_000);
