import { type ConnectionStatus } from './SessionOptions';

/**
 * The status of one line among several.
 *
 * @internal
 */
export interface StatusEntry {
  publish(status: ConnectionStatus): void;
  /** The line is not needed any more. */
  leave(): void;
}

/**
 * Shows the status of the newest of several lines: when it leaves, that of the newest that is left; after the last, `idle`,
 * unless that one gave up.
 *
 * @param show - given each status to show
 * @returns a function that enters a line
 * @internal
 */
export function statusBoard(show: (status: ConnectionStatus) => void): () => StatusEntry {
  const entries: { latest: ConnectionStatus }[] = [];

  return () => {
    const entry = { latest: idle };
    entries.push(entry);
    return {
      publish: (status) => {
        entry.latest = status;
        if (entries.at(-1) === entry) show(status);
      },
      leave: () => {
        const shown = entries.at(-1) === entry;
        const place = entries.indexOf(entry);
        if (place < 0) return;
        entries.splice(place, 1);
        if (!shown) return;
        const { latest } = entries.at(-1) ?? entry;
        if (entries.length > 0) show(latest);
        else if (latest.state !== 'idle' && latest.state !== 'closed') show(idle);
      },
    };
  };
}

const idle: ConnectionStatus = { state: 'idle' };
