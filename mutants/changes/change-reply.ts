import { isObject } from "../../contract/index.ts";
import type { Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** An HTTP answer before it is sent. */
export type Reply = ReturnType<Seams["finishReply"]>;
type Request = Parameters<Seams["finishReply"]>[1];
type Members = Readonly<Record<string, unknown>>;

const STATE_PATH = "/__state";

/** Sends another status, other headers or another body; the test state is left alone. */
export const changeReply = (change: (reply: Reply, request: Request) => Reply): MutantChange => ({
  at: "steps",
  make: ({ finishReply }) => ({
    finishReply: (reply, request) => {
      const finished = finishReply(reply, request);
      return request.url === STATE_PATH ? finished : change(finished, request);
    },
  }),
});

/** Sends answers 200 with another body, of any type. */
export const changeAnswer = (change: (body: Members) => unknown): MutantChange =>
  changeReply((reply) =>
    reply.status === 200 && isObject(reply.body) ? { ...reply, body: change(reply.body) } : reply,
  );

/** Sends each item of an answer 200 as something else, of any type. */
export const changeSentItem = (change: (item: Members) => unknown): MutantChange =>
  changeAnswer((body) => ({
    ...body,
    items: Array.isArray(body.items) ? body.items.map((item: unknown) => (isObject(item) ? change(item) : item)) : [],
  }));

/** Sends each fault of an answer 422 as something else, of any type. */
export const changeFault = (change: (fault: Members) => unknown): MutantChange =>
  changeReply((reply) =>
    reply.status === 422 && isObject(reply.body) && Array.isArray(reply.body.detail)
      ? {
          ...reply,
          body: { detail: reply.body.detail.map((fault: unknown) => (isObject(fault) ? change(fault) : fault)) },
        }
      : reply,
  );
