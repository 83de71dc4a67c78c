import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "../start-mock.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ allowedHosts: ["mock", ".example.internal"] });
});
afterAll(() => mock.close());

const answerUnder = (host: string): Promise<{ readonly status: number | undefined; readonly body: string }> =>
  new Promise((resolve, reject) => {
    request(new URL("/__mock", mock.url), { headers: { host } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    })
      .once("error", reject)
      .end();
  });

describe("the console page", () => {
  it.each([
    ["", "text/html; charset=utf-8"],
    ["/console.css", "text/css; charset=utf-8"],
    ["/console.js", "text/javascript; charset=utf-8"],
    ["/snippets.js", "text/javascript; charset=utf-8"],
  ])("is served with a policy that lets nothing else in: /__mock%s", async (path, contentType) => {
    const response = await fetch(new URL(`/__mock${path}`, mock.url));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  });

  it.each([
    ["127.0.0.1:4010", 200],
    ["localhost:4010", 200],
    ["[::1]:4010", 200],
    // A name of somebody else's that points to this machine.
    ["evil.example:4010", 403],
    ["mock:4010", 200],
    ["web.example.internal", 200],
    ["mock.evil.example", 403],
  ])("is served under the host %j with %i", async (host, status) => {
    expect((await answerUnder(host)).status).toBe(status);
  });

  it("says under another host name how to allow it", async () => {
    expect((await answerUnder("box:4010")).body).toContain("--allowed-hosts box ");
  });

  it.each([["http://mock"], ["mock:4010"], ["*.example"], [""]])("is not to be allowed under %j", async (entry) => {
    await expect(startMock({ allowedHosts: [entry] })).rejects.toThrow("allowedHosts has");
  });

  it("is where the bare address leads", async () => {
    const response = await fetch(mock.url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/__mock"]);
  });

  it("is told of settings and exchanges as they come, and of those before", async () => {
    const ask = (limit: number) =>
      fetch(new URL("/api/v1/cvms/instance-ids", mock.url), {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ limit }),
      });
    await ask(1);
    const { body } = await fetch(new URL("/__mock/events", mock.url));
    if (body === null) throw new Error("There is no stream.");
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let told = "";
    const until = async (part: string): Promise<void> => {
      while (!told.includes(part)) told += (await reader.read()).value ?? "";
    };
    await until('event: settings\ndata: {"scenario":"mixed"');
    await until('{\\"limit\\":1}');
    await ask(2);
    await until('{\\"limit\\":2}');
    await mock.change({ scenario: "conflicts" });
    await until('event: settings\ndata: {"scenario":"conflicts"');
    await reader.cancel();
  });
});
