import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Knows which connections of a server have a request in hand. */
export interface OpenConnections {
  /** Closes those that have none: idle ones, and such as never sent a whole request head. The others end by themselves. */
  readonly closeUnused: () => void;
}

/** Watches the connections of a server from now on. Node.js itself takes a connection that has sent nothing yet for a busy one. */
export const watchConnections = (server: Server): OpenConnections => {
  const requestsOf = new Map<Socket, number>();

  server.on("connection", (socket: Socket) => {
    requestsOf.set(socket, 0);
    socket.once("close", () => requestsOf.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    const count = (change: number): void => {
      const requests = requestsOf.get(socket);
      if (requests !== undefined) requestsOf.set(socket, requests + change);
    };
    count(1);
    response.once("close", () => count(-1));
  });

  return {
    closeUnused: () => {
      for (const [socket, requests] of requestsOf) if (requests === 0) socket.destroy();
    },
  };
};
