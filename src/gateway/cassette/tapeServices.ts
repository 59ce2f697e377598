import { type Cassette, type CassetteEntry } from './CassetteEntry';
import { objectOf } from './objectOf';
import { pathOf } from './tapeLines';

/**
 * What a tape holds of one service and model: its lines, and how the session on them was set up.
 *
 * @internal
 */
export interface TapeService {
  readonly service: 'tts' | 'stt';
  readonly route: 'bridge' | 'direct';
  readonly model: string;
  /** What the client sent on each line, in order. */
  readonly lines: readonly (readonly SentEntry[])[];
  /** The first init, as it was sent. */
  readonly init: Readonly<Record<string, unknown>>;
}

type SentEntry = Extract<CassetteEntry, { frame: unknown }>;

const route = /\/v1\/(bridges\/unmute\/)?(tts|stt)\/(.+)$/;

/**
 * Sorts the lines of a tape by service, route and model, in order of the first dial. Times begin at the first dial of each. Lines to
 * another path are left out.
 *
 * @internal
 */
export function tapeServices(cassette: Cassette): readonly TapeService[] {
  const byPath = new Map<string, { start: number; lines: Map<number, SentEntry[]> }>();
  const places = new Map<number, { start: number; sent: SentEntry[] }>();
  for (const entry of cassette) {
    if (entry.type === 'dial') {
      const path = pathOf(entry.url);
      const known = byPath.get(path) ?? { start: entry.at, lines: new Map<number, SentEntry[]>() };
      byPath.set(path, known);
      const sent: SentEntry[] = [];
      known.lines.set(entry.line, sent);
      places.set(entry.line, { start: known.start, sent });
    } else if ('frame' in entry && entry.type === 'sent') {
      const place = places.get(entry.line);
      place?.sent.push({ ...entry, at: entry.at - place.start });
    }
  }
  return [...byPath].flatMap(([path, { lines }]): TapeService[] => {
    const [, bridge, service, model] = route.exec(path) ?? [];
    if (model === undefined || (service !== 'tts' && service !== 'stt')) return [];
    const all = [...lines.values()];
    const init =
      all
        .flat()
        .map(({ frame }) => objectOf(frame))
        .find(({ type }) => type === 'init') ?? {};
    return [
      {
        service,
        model: unescaped(model),
        route: bridge === undefined ? 'direct' : 'bridge',
        lines: all,
        init,
      },
    ];
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
