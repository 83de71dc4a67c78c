import { describe, expect, it } from "vitest";
import { shareNextCall } from "./share-next-call.ts";

const scripted = () => {
  const calls: { readonly questions: readonly string[]; readonly answer: PromiseWithResolvers<string> }[] = [];
  const starts: (() => void)[] = [];
  const ask = shareNextCall(
    (questions: readonly string[]) => {
      const answer = Promise.withResolvers<string>();
      calls.push({ questions: [...questions], answer });
      return answer.promise;
    },
    (start) => starts.push(start),
  );
  const settled = (): Promise<void> => new Promise(setImmediate);
  return { calls, starts, ask, settled };
};

describe("a shared call", () => {
  it("is one for all who ask before it starts", async () => {
    const { calls, starts, ask } = scripted();
    const answers = [ask("a"), ask("b")];
    expect(starts).toHaveLength(1);
    starts[0]?.();
    expect(calls.map(({ questions }) => questions)).toEqual([["a", "b"]]);
    calls[0]?.answer.resolve("yes");
    expect(await Promise.all(answers)).toEqual(["yes", "yes"]);
  });

  it("never answers a question that was asked after it started", async () => {
    const { calls, starts, ask, settled } = scripted();
    const first = ask("a");
    starts[0]?.();
    const late = [ask("b"), ask("c")];
    await settled();
    expect(calls).toHaveLength(1);
    calls[0]?.answer.resolve("old");
    expect(await first).toBe("old");
    await settled();
    expect(calls[1]?.questions).toEqual(["b", "c"]);
    calls[1]?.answer.resolve("new");
    expect(await Promise.all(late)).toEqual(["new", "new"]);
  });

  it("can be made again after all have been answered", async () => {
    const { calls, starts, ask } = scripted();
    const first = ask("a");
    starts[0]?.();
    calls[0]?.answer.resolve("1");
    await first;
    await new Promise(setImmediate);
    const second = ask("b");
    starts[1]?.();
    calls[1]?.answer.resolve("2");
    expect(await second).toBe("2");
  });

  it("that fails, fails for those who shared it and for nobody else", async () => {
    const { calls, starts, ask, settled } = scripted();
    const first = ask("a");
    starts[0]?.();
    const second = ask("b");
    calls[0]?.answer.reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    await settled();
    calls[1]?.answer.resolve("yes");
    expect(await second).toBe("yes");
  });
});
