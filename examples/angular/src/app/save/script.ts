import { Injectable } from '@angular/core';
import { type Observable } from 'rxjs';
import { type ConversationEvent, type SpeechEvent } from 'rxjs-voice';

/** Values of a stream, and when they came, ms since its first. */
export type Timed<T> = readonly { readonly at: number; readonly value: T }[];

/** More than this is not kept of one stream: a long afternoon of talking. */
const most = 5000;

/** The newest answers that are kept. */
const answersKept = 8;

/** What came of this session in words, for a test: what was heard, and the tokens of each answer. */
@Injectable({ providedIn: 'root' })
export class Script {
  private readonly speech = new Track<SpeechEvent>();
  private readonly thought = new Map<string, Track<string>>();

  get heard(): Timed<SpeechEvent> {
    return this.speech.values;
  }

  get answers(): readonly Timed<string>[] {
    return [...this.thought.values()].map(({ values }) => values);
  }

  hear(speech$: Observable<SpeechEvent>, events$: Observable<ConversationEvent>): void {
    speech$.subscribe((event) => this.speech.add(event));
    events$.subscribe((event) => {
      if (event.type === 'token') this.answer(event.turn).add(event.text);
    });
  }

  /** What was typed is an answer of one token. */
  type(text: string): void {
    this.answer(`typed at ${performance.now()}`).add(text);
  }

  private answer(turn: string): Track<string> {
    const known = this.thought.get(turn);
    if (known !== undefined) return known;
    const track = new Track<string>();
    this.thought.set(turn, track);
    const [oldest] = this.thought.keys();
    if (this.thought.size > answersKept && oldest !== undefined) this.thought.delete(oldest);
    return track;
  }
}

class Track<T> {
  readonly values: { at: number; value: T }[] = [];
  private start: number | undefined;

  add(value: T): void {
    const now = performance.now();
    this.start ??= now;
    // Rounded, so that a diagram is read rather than measured.
    if (this.values.length < most)
      this.values.push({ at: Math.round((now - this.start) / 10) * 10, value });
  }
}
