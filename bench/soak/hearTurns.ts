import { concatMap, from, lastValueFrom, map, of, take, timer, toArray } from 'rxjs';
import { type SpeechEvent } from '../../src/protocol';
import { type Recognizer } from '../../src/sessions';
import { type Random } from './random';
import { chunkOf, joined, sound } from './speakTurns';
import { sentence } from './words';

/** 20 ms of linear16 at 8000 Hz. */
const frame = 320;

/** One stretch of audio to transcribe, and the words in it. */
export interface HeardTurn {
  readonly audio: readonly Uint8Array[];
  readonly expected: readonly string[];
  /** After how many events it is given up; `undefined`: never. */
  readonly leaveAfter: number | undefined;
}

export async function drawAudio(draw: Random): Promise<HeardTurn> {
  const said = Array.from({ length: draw.whole(1, 4) }, () => sentence(draw, 6));
  const parts: Uint8Array[] = [];
  for (const text of said) {
    parts.push(await sound(text), new Uint8Array(frame * draw.whole(0, 40)));
  }
  const whole = joined(parts);
  const audio = Array.from({ length: Math.ceil(whole.length / frame) }, (_, i) =>
    whole.subarray(i * frame, (i + 1) * frame),
  );
  return {
    audio,
    expected: said.flatMap(wordsOf),
    leaveAfter: draw.next() < 0.1 ? draw.whole(1, 10) : undefined,
  };
}

/** Transcribes it, faster than real time, and returns the words of its finals. A gap makes a word of its own. */
export async function hearTurn(stt: Recognizer, turn: HeardTurn): Promise<string[]> {
  const audio$ = from(turn.audio).pipe(
    concatMap((data, i) =>
      i % 5 === 4 ? timer(4).pipe(map(() => chunkOf(data))) : of(chunkOf(data)),
    ),
  );
  const events = await lastValueFrom(
    stt.transcribe(audio$).pipe(take(turn.leaveAfter ?? Infinity), toArray()),
  );
  return events.flatMap(heard);
}

function heard(event: SpeechEvent): string[] {
  if (event.type === 'gap') return [`(gap ${event.from}-${event.to})`];
  return event.type === 'final' ? wordsOf(event.text) : [];
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '');
