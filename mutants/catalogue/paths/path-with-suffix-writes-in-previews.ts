import type { CvmStore } from "../../../reference-impl/index.ts";
import { answerElsewhere } from "../../changes/answer-elsewhere.ts";
import { defineMutant } from "../../define-mutant.ts";

type InstanceIdWrite = Parameters<CvmStore["record"]>[0]["writes"][number];

const isServed = (path: string): boolean => path.endsWith("/instance-ids.json");

export default defineMutant({
  name: "path-with-suffix-writes-in-previews",
  bug: "The path with `.json` behind it leads to an older handler, which knows no `dry_run`.",
  changes: {
    at: "steps",
    make: (own, store) => {
      let promised: InstanceIdWrite | null = null;
      const change = answerElsewhere(isServed);
      const { finishReply = own.finishReply } = change.at === "steps" ? change.make(own, store) : {};
      return {
        decide: (facts, options) => {
          const item = own.decide(facts, options);
          const { cvmId, status, oldInstanceId: expected, newInstanceId: next } = item;
          if (status === "updated" && next !== null) promised = { cvmId, expected, next };
          return item;
        },
        finishReply: (reply, request) => {
          if (promised !== null && request.method === "PATCH" && isServed(request.url))
            void store.record({ atMs: 0, attempted: [], writes: [promised] });
          return finishReply(reply, request);
        },
      };
    },
  },
  killedBy: ["other-path-spellings-keep-the-rules"],
});
