/** A proxy that lets chosen requests reach Odoo and then loses the answer. */
import { request as forward } from 'node:http';
import { type LocalServer, startServer } from './localServer.ts';

/** A proxy in front of a server. */
export interface LossyProxy extends LocalServer {
  /** Loses the answer to the next request whose path or body holds this text; the request itself arrives. */
  loseNext(text: string): void;
  /** Answers lost so far. */
  lost(): number;
}

/** Starts a {@link LossyProxy}. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
  let doomed: string | undefined;
  let lost = 0;
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? '/';
      const isDoomed = doomed !== undefined && (path.includes(doomed) || body.includes(doomed));
      if (isDoomed) doomed = undefined;
      const outgoing = forward(
        new URL(path, target),
        { method: request.method, headers: request.headers },
        (answer) => {
          if (isDoomed) {
            answer.resume().on('end', () => {
              lost += 1;
              response.destroy();
            });
            return;
          }
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      outgoing.on('error', () => response.destroy());
      outgoing.end(body);
    });
  });
  return {
    ...server,
    loseNext: (text) => {
      doomed = text;
    },
    lost: () => lost,
  };
}
