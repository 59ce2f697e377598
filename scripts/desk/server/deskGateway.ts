import { map, type Observable } from 'rxjs';
import { type AudioFormat } from '../../../src';
import {
  fliteVoice,
  type Gateway,
  serveGateway,
  serveProxy,
  soundswallowerEars,
  sttGateway,
  type TokenCheck,
  ttsGateway,
} from '../../../src/node';
import { type LineSwitch } from './lineSwitch';
import { vocabulary } from './vocabulary';

/** The built-in gateway: flite's voices and SoundSwallower's ears where these are left out. */
export interface LoopbackGateway {
  readonly tts?: Gateway;
  readonly stt?: Gateway;
}

/** A gateway that is dialled for the page, which never sees the key. */
export interface RealGateway {
  readonly url: string;
  readonly key: string;
  readonly models: DeskModels;
  /** Ids; without one the gateway's default voice speaks. */
  readonly voices: readonly string[];
}

export interface DeskModels {
  readonly tts: string;
  readonly stt: string;
}

/** What the page is told. */
export interface DeskConfig {
  readonly gateway: string;
  readonly loopback: boolean;
  readonly models: DeskModels;
  readonly voices: readonly { readonly id: string; readonly name: string }[];
  readonly formats: readonly AudioFormat[];
}

const format = (encoding: AudioFormat['encoding'], sampleRate: number): AudioFormat => ({
  encoding,
  sampleRate,
  channels: 1,
});

const builtIn = {
  loopback: true,
  models: { tts: 'loopback/flite:en', stt: 'loopback/soundswallower:en' },
  voices: [
    { id: 'awb', name: 'Alan (awb)' },
    { id: 'rms', name: 'Richard (rms)' },
    { id: 'slt', name: 'Susan (slt)' },
  ],
  // The first is what flite speaks in itself.
  formats: [
    format('linear16', 16_000),
    format('linear16', 24_000),
    format('linear16', 48_000),
    format('mulaw', 8000),
    format('alaw', 8000),
  ],
};

/**
 * Runs what the page dials: the built-in gateway, or one that passes its lines on to the real one and adds the key.
 *
 * @param gateway - which
 * @param token - who may dial
 * @param lines - what a person at the desk does to the built-in one's lines
 */
export function deskGateway(
  gateway: LoopbackGateway | RealGateway,
  token: TokenCheck,
  lines: LineSwitch,
): Observable<DeskConfig> {
  if ('url' in gateway) {
    const { url: to, key, models, voices } = gateway;
    return serveProxy({ to, token, headers: { authorization: `Bearer ${key}` } }).pipe(
      map(({ url }) => ({
        gateway: url,
        loopback: false,
        models,
        voices: voices.map((id) => ({ id, name: id })),
        formats: [format('linear16', 24_000), format('linear16', 16_000), format('mulaw', 8000)],
      })),
    );
  }
  const {
    tts = ttsGateway({ engine: fliteVoice() }),
    stt = sttGateway({ engine: soundswallowerEars({ vocabulary }) }),
  } = gateway;
  return serveGateway({ tts: lines.through(tts), stt: lines.through(stt), token }).pipe(
    map(({ url }) => ({ gateway: url, ...builtIn })),
  );
}
