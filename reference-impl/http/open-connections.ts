import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Knows which connections of a server have a request in hand. */
export interface OpenConnections {
  /** Closes those that have none (idle ones, and such as never sent a whole request head), and the others when they are answered. */
  readonly drain: () => void;
}

/**
 * Watches the connections of a server from now on. Node.js itself takes a connection that has sent nothing yet for a busy one,
 * and keeps one that was busy when it closed alive after its answer.
 */
export const watchConnections = (server: Server): OpenConnections => {
  const requestsOf = new Map<Socket, number>();
  let isDraining = false;

  server.on("connection", (socket: Socket) => {
    requestsOf.set(socket, 0);
    socket.once("close", () => requestsOf.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    const count = (change: number): void => {
      const requests = requestsOf.get(socket);
      if (requests === undefined) return;
      requestsOf.set(socket, requests + change);
      if (isDraining && requests + change === 0) socket.destroySoon();
    };
    count(1);
    response.once("close", () => count(-1));
  });

  return {
    drain: () => {
      isDraining = true;
      for (const [socket, requests] of requestsOf) if (requests === 0) socket.destroy();
    },
  };
};
