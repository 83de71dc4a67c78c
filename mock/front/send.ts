import type { FastifyReply } from "fastify";
import type { Reply } from "./reply.ts";

/** Sends an answer whole and at once. */
export const send = (reply: FastifyReply, { status, headers, body }: Reply): FastifyReply =>
  reply.code(status).headers(headers).send(body);
