import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../contract/index.ts";
import type { Exchange } from "../../cases/exchange.ts";
import { judge } from "../../testing/example-judge.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleItem } from "../example-answer.ts";
import { filtersOff } from "./asking/filters-off.ts";
import law from "./refused-callers-write-nothing.ts";

const idOf = (cvmId: number): string => cvmId.toString(16).repeat(40);

/** A preview of the CVMs 7 to 9, of which these have their ids. */
const look = (...written: readonly number[]): Exchange =>
  answered(
    { json: { ...filtersOff, dry_run: true } },
    {
      json: exampleAnswer(
        [7, 8, 9].map((cvmId) => {
          const found = idOf(cvmId);
          return written.includes(cvmId)
            ? exampleItem({ cvm_id: cvmId, status: "unchanged", old_instance_id: found, new_instance_id: found })
            : exampleItem({ cvm_id: cvmId, status: "updated", old_instance_id: null, new_instance_id: found });
        }),
      ),
    },
  );

const refused = (json: JsonObject): Exchange =>
  answered({ credential: "bad", credentialHasWorked: false, json }, { status: 401, json: { detail: "Who?" } });

const naming = (...names: readonly string[]): Exchange => refused({ cvm_ids: names, ...filtersOff });

const judged = (...exchanges: readonly Exchange[]) => {
  const { evidence, violations } = law.judge(exchanges.map(judge), null);
  return { evidence, sure: violations.map(({ isConclusive = false }) => isConclusive) };
};

describe("that requests which are refused for their key write nothing", () => {
  const none = look();

  it("is put to the test by what these would write, and by nothing else", () => {
    expect(judged(none, none, naming("7"), none)).toEqual({ evidence: 1, sure: [] });
    expect(judged(none, none, refused(filtersOff), none).evidence).toBe(3);
    expect(judged(look(7), look(7), naming("7"), look(7)).evidence).toBe(0);
    expect(judged(none, none, naming("7"), look(), naming("8"), none).evidence).toBe(2);
    // It may be a CVM that does not run; and of more CVMs than the limit another one may be meant.
    expect(judged(none, none, refused({ cvm_ids: ["7"] }), none).evidence).toBe(0);
    expect(judged(none, none, refused({ ...filtersOff, limit: 2 }), none).evidence).toBe(0);
  });

  it("is broken beyond doubt where three in a row are followed, each by the one CVM that it names", () => {
    const [one, two, three] = [naming("7"), naming("8"), naming("9")];
    const all = [none, none, one, look(7), two, look(7, 8), three, look(7, 8, 9)] as const;
    expect(judged(...all)).toEqual({ evidence: 3, sure: [true] });
    expect(judged(...all.slice(0, -2))).toEqual({ evidence: 2, sure: [false] });
  });

  it("is not beyond doubt where another CVM changes too, or the wrong one", () => {
    const stray = [
      none,
      none,
      naming("7"),
      look(7, 8),
      naming("9"),
      look(7, 8, 9),
      naming("8"),
      look(7, 8, 9),
    ] as const;
    expect(judged(...stray).sure).toEqual([false]);
    expect(judged(none, none, naming("7"), look(8), naming("8"), look(8, 9), naming("9"), look(7, 8, 9)).sure).toEqual([
      false,
    ]);
  });

  it("says nothing where somebody is let in, or a preview is not answered", () => {
    const letIn = answered(
      { credential: "bad", credentialHasWorked: false, json: { cvm_ids: ["7"], ...filtersOff } },
      { json: exampleAnswer([exampleItem({ status: "updated" })]) },
    );
    expect(judged(none, none, letIn, look(7)).evidence).toBe(0);
    expect(judged(none, none, naming("7"), answered({}, { status: 503, json: {} })).evidence).toBe(0);
  });
});
