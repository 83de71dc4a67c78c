import { writeFile } from "node:fs/promises";
import { libraryOptions } from "./library-options.ts";

/** `npm run library`: writes the option types of the library from the command's table. */
await writeFile(new URL("../library/table-options.ts", import.meta.url), libraryOptions());
