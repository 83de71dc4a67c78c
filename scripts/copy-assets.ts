import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The last step of `npm run build`: takes along what the compiler leaves behind, such as recorded scenarios. */

const ASSET = /\.(json|html|css|js)$/;
const FOLDER = /(^|[\\/])[^.\\/]+$/;

await cp(fileURLToPath(new URL("../mock", import.meta.url)), fileURLToPath(new URL("../dist/mock", import.meta.url)), {
  recursive: true,
  filter: (source) => ASSET.test(source) || FOLDER.test(source),
});
