import { writeFile } from "node:fs/promises";
import { corpusSchema } from "../conformance/index.ts";

await writeFile(new URL("../docs/corpus.schema.json", import.meta.url), `${JSON.stringify(corpusSchema, null, 2)}\n`);
