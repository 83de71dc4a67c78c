import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isOfCvm, itemName } from "./reading/item-words.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

const ask = (...names: readonly string[]) => ({ json: { cvm_ids: names, dry_run: true } });
const item = (cvmId: number, identifier: string) => exampleItem({ cvm_id: cvmId, identifier });

export default defineLaw({
  id: "identifier-names-its-cvm",
  level: "must",
  says: "An item's `identifier` is not the `cvm_id` of another CVM that was named too.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult: `cvm_id`, `identifier` and `status` of an item are one CVM's. What else a server calls a CVM by is for it to say.",
  missing:
    "Needs an answer to two CVMs that are named by their cvm_ids, as can be had of a sound server where the key's workspace holds two.",
  kills: ["identifiers-zipped", "identifiers-shifted-by-unknown", "identifiers-shifted-by-repetition"],
  judge: (reading) => {
    const names = new Set(refreshOptions(reading)?.cvmIds ?? []);
    const items = refreshAnswer(reading)?.items.filter(isOfCvm) ?? [];
    const named = new Map(
      items.flatMap((one) => (names.has(String(one.cvmId)) ? [[String(one.cvmId), one] as const] : [])),
    );
    if (named.size < 2) return notExercised;
    const stray = items.find(({ cvmId, identifier }) => identifier !== String(cvmId) && named.has(identifier));
    if (stray === undefined) return judged([]);
    return judged([
      {
        message: `${itemName(stray)} is answered under the \`cvm_id\` of another CVM that was named.`,
        expected: "an identifier of its own",
        actual: jsonLine(stray.identifier),
        discriminator: "another's cvm_id",
      },
    ]);
  },
  holds: [
    answered(ask("7", "8"), { json: exampleAnswer([item(8, "8"), item(7, "7")]) }),
    answered(ask("7", "8"), { json: exampleAnswer([item(7, "web"), item(8, "worker")]) }),
    // A name may look like a number that nobody has.
    answered(ask("7", "8", "9"), { json: exampleAnswer([item(7, "7"), item(8, "9")]) }),
  ],
  broken: [
    answered(ask("8", "7"), { json: exampleAnswer([item(7, "8"), item(8, "7")]) }),
    answered(ask("x", "7", "8"), { json: exampleAnswer([item(7, "x"), item(8, "7")]) }),
  ],
});
