import { concatMap, from, lastValueFrom, of, take, timer, toArray } from 'rxjs';
import { type AudioFormat, type AudioChunk } from '../../src/audio';
import { toneVoice } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import { type Synthesizer } from '../../src/sessions';
import { type Random } from './random';
import { sentence, tokens } from './words';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };

/** One turn to speak: what is said, when, and what it sounds like undisturbed. */
export interface SpokenTurn {
  /** How long nothing is said before it, ms. */
  readonly pause: number;
  readonly commands: readonly (SpeechCommand & { readonly after: number })[];
  readonly expected: Uint8Array;
  /** After how many chunks it is interrupted; `undefined`: never. */
  readonly interruptAfter: number | undefined;
}

export async function drawTurn(draw: Random): Promise<SpokenTurn> {
  const segments = Array.from({ length: draw.whole(1, 6) }, () => sentence(draw, 8));
  const commands = segments.flatMap((segment) => [
    ...tokens(draw, segment).map((text) => ({
      type: 'text' as const,
      text,
      after: draw.next() < 0.2 ? draw.whole(0, 15) : 0,
    })),
    { type: 'flush' as const, after: 0 },
  ]);
  const audio = await Promise.all(segments.map(sound));
  // Long enough to be idle for a while.
  const pause = draw.next() < 0.04 ? 4000 : 0;
  return {
    pause,
    commands,
    expected: joined(audio),
    interruptAfter: draw.next() < 0.15 ? draw.whole(1, 20) : undefined,
  };
}

/** Speaks it and returns what was heard. */
export async function speakTurn(tts: Synthesizer, turn: SpokenTurn): Promise<Uint8Array> {
  const text$ = from(turn.commands).pipe(
    concatMap(({ after, ...command }) =>
      after === 0 ? of(command) : timer(after).pipe(concatMap(() => of(command))),
    ),
  );
  if (turn.pause > 0) await lastValueFrom(timer(turn.pause));
  const chunks = await lastValueFrom(
    tts.speak(text$).pipe(take(turn.interruptAfter ?? Infinity), toArray()),
  );
  return joined(chunks.map(({ data }) => data));
}

/** What the tone voice makes of a text: the audio of a turn that nothing disturbed. */
export async function sound(text: string): Promise<Uint8Array> {
  const parts = await lastValueFrom(toneVoice().synthesize(text, { format }).pipe(toArray()));
  return joined(parts.flatMap((part) => ('data' in part ? [part.data] : [])));
}

export const chunkOf = (data: Uint8Array): AudioChunk => ({ data, format });

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
