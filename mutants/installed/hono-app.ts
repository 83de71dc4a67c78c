import { Hono } from "hono";
import { answerRefresh } from "./empty-workspace.ts";

/** The operation in Hono. */
export const honoApp = (hasBug: boolean): Hono =>
  new Hono().patch("/api/v1/cvms/instance-ids", async (context) => {
    const { status, body } = answerRefresh(context.req.header("x-api-key"), await context.req.text(), hasBug);
    return Response.json(body, { status });
  });
