import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { isOfCvm } from "./reading/item-words.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";
import { refreshOptions } from "./reading/refresh-options.ts";

/** A server may cut a name that nothing can bear, or leave out what can't be shown of it. */
const MOST_CHARS = 255;
const isPlain = (name: string): boolean => [...name].length <= MOST_CHARS && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name);

const ask = (...names: readonly string[]) => ({ json: { cvm_ids: names, dry_run: true } });
const nobody = (identifier: string) => exampleItem({ cvm_id: 0, identifier, reason: "not_found" });

export default defineLaw({
  id: "identifier-is-given-back",
  level: "should",
  says: "An item for a name that names no CVM has that name as its `identifier`, letter by letter. What a CVM is called by is for the server to say.",
  source:
    "openapi.json, /components/schemas/InstanceIdRefreshResult/properties/identifier: nothing else tells which of several names was nobody's.",
  missing: "Needs an item for a name that names no CVM: a server may leave such names out.",
  kills: ["identifier-in-lower-case", "identifier-trimmed", "identifier-in-nfc", "identifier-escaped-for-html"],
  judge: (reading) => {
    const names = new Set(refreshOptions(reading)?.cvmIds ?? []);
    const answer = refreshAnswer(reading);
    const strangers = answer?.items.filter((item) => !isOfCvm(item)) ?? [];
    if (answer === null || names.size === 0 || strangers.length === 0 || ![...names].every(isPlain))
      return notExercised;
    const altered = strangers.find(({ identifier }) => !names.has(identifier));
    if (altered === undefined) return judged([]);
    return judged([
      {
        message: "An item for a name that names no CVM has another identifier than any that was sent.",
        expected: `one of ${jsonLine([...names])}`,
        actual: jsonLine(altered.identifier),
        discriminator: "altered",
        at: [`/items/${answer.items.indexOf(altered)}/identifier`],
      },
    ]);
  },
  holds: [
    answered(ask("Web", "7"), { json: exampleAnswer([nobody("Web"), exampleItem()]) }),
    // A CVM may be called by another of its names.
    answered(ask("WEB"), { json: exampleAnswer([exampleItem({ identifier: "web" })]) }),
    answered(ask("Web\u0000"), { json: exampleAnswer([nobody("web")]) }),
    answered(ask("W".repeat(MOST_CHARS + 1)), { json: exampleAnswer([nobody("w")]) }),
    answered(ask("Web"), { json: exampleAnswer([]) }),
  ],
  broken: [
    answered(ask("Web"), { json: exampleAnswer([nobody("web")]) }),
    answered(ask(" web"), { json: exampleAnswer([nobody("web")]) }),
    answered(ask("e\u0301"), { json: exampleAnswer([nobody("\u00e9")]) }),
  ],
});
