import { expect, it } from "vitest";
import type { Reading } from "../cases/reading.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { answered } from "../laws/example.ts";
import { exampleAnswer, exampleItem } from "../laws/example-answer.ts";
import { previewRules } from "../laws/instance-ids/asking/preview-rules.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { judge, operation } from "../testing/example-judge.ts";
import { UnreportedWatch } from "./unreported-watch.ts";

const A = "a".repeat(40);

const preview = plainRequest({ operation, credential: "member" }, { dry_run: true });

const telling = (stored: string | null): Reading =>
  judge(
    answered(
      { json: { dry_run: true } },
      {
        json: exampleAnswer([
          exampleItem({
            status: stored === null ? "updated" : "unchanged",
            old_instance_id: stored,
            new_instance_id: A,
          }),
        ]),
      },
    ),
  );

const guard = (stops: boolean) => ({
  stops,
  rules: previewRules,
  lookAt: () => preview,
});

/** A watch that was told of a CVM without an id first, and of one with an id then. */
const watching = (): UnreportedWatch => {
  const watch = new UnreportedWatch(guard(false), null, {});
  for (const stored of [null, A]) watch.changes?.note(preview, telling(stored));
  return watch;
};

it("tells what no answer reported, and that nothing moves where looks tell the same", async () => {
  const watch = watching();
  await watch.end({ ask: () => Promise.resolve(telling(A)) });
  expect(watch.report).toMatchObject({ share: { promised: 1, changed: 1 }, movesByItself: false });
  expect(watch.report?.cvms.length).toBe(1);
});

it("tells it all the same where the run ends before looks showed whether it moves, or they are not answered", async () => {
  const cut = watching();
  const error = new CutOffError(true);
  await expect(cut.end({ ask: () => Promise.reject(error) })).rejects.toBe(error);
  expect(cut.report).toMatchObject({ share: { promised: 1, changed: 1 }, movesByItself: null });
  const refused = watching();
  await refused.end({ ask: () => Promise.resolve(judge(answered({}, { status: 503, json: {} }))) });
  expect(refused.report).toMatchObject({ movesByItself: null });
});

it("watches nothing where previews alone are sent, or findings are sent again", () => {
  expect(new UnreportedWatch(guard(true), null, {}).changes).toBeNull();
  expect(new UnreportedWatch(guard(false), null, { replaysAlone: { unread: 0 } }).changes).toBeNull();
  expect(new UnreportedWatch(null, null, {}).report).toBeNull();
});
