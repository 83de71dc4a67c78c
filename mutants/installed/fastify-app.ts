import fastify, { type FastifyInstance } from "fastify";
import { answerRefresh } from "./empty-workspace.ts";

/** The operation in Fastify. */
export const fastifyApp = (hasBug: boolean): FastifyInstance => {
  const app = fastify({ bodyLimit: 8 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_, text, done) => done(null, text));
  app.patch("/api/v1/cvms/instance-ids", async (request, reply) => {
    const key = request.headers["x-api-key"];
    const text = typeof request.body === "string" ? request.body : "";
    const { status, body } = answerRefresh(typeof key === "string" ? key : undefined, text, hasBug);
    return reply.status(status).send(body);
  });
  return app;
};
