import { afterEach, describe, expect, it } from "vitest";
import { type Mock, startMock } from "./mock-for-tests.ts";

let mock: Mock | null = null;
afterEach(() => mock?.close());

const ask = async (origin: string, body: object): Promise<unknown> => {
  const response = await fetch(new URL("/api/v1/cvms/instance-ids", origin), {
    method: "PATCH",
    headers: { "content-type": "application/json", "x-api-key": "demo-member-key" },
    body: JSON.stringify(body),
  });
  return response.json();
};

describe("a mock that a test starts", () => {
  it("answers from the scenario that the test chose, and tells what it was asked", async () => {
    mock = await startMock({ scenario: "all-updated" });
    expect(await ask(mock.url, {})).toMatchObject({ updated: 6 });
    await mock.change({ scenario: "empty-workspace" });
    expect(await ask(mock.url, { limit: 3 })).toMatchObject({ total: 0 });
    expect(mock.exchanges().map(({ request, scenario }) => [request.body, scenario])).toEqual([
      ["{}", "all-updated"],
      ['{"limit":3}', "empty-workspace"],
    ]);
  });

  it("keeps state where it is told to, and starts over between tests", async () => {
    mock = await startMock({ stateful: true, fleetSize: 40 });
    const first = await ask(mock.url, {});
    expect(first).toMatchObject({ updated: expect.any(Number) });
    expect(await ask(mock.url, {})).toMatchObject({ updated: 0 });
    await mock.reset();
    expect(await ask(mock.url, {})).toEqual(first);
  });

  it("frees its port when it is closed", async () => {
    const closed = await startMock();
    await closed.close();
    await expect(ask(closed.url, {})).rejects.toThrow("fetch failed");
  });
});
