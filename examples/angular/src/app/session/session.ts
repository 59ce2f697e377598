import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map, of, tap } from 'rxjs';
import { type AnswerMetrics, flushEvery, type SpeechCommand, type TurnMetrics } from 'rxjs-voice';
import { injectConversation, injectSynthesizer } from 'rxjs-voice/angular';
import { think } from '../assistant/think';
import { Levels } from '../meters/levels';
import { Script } from '../save/script';
import { Marbles } from '../timeline/marbles';
import { Spoken } from '../waveform/spoken';
import { busier } from './busier';
import { Choice } from './choice';
import { flushing } from './flushing';
import { lineText } from './lineText';
import { Tape } from './tape';
import { watchAnswers } from './watchAnswers';
import { watchHearing } from './watchHearing';
import { watchLine } from './watchLine';
import { watchTurns } from './watchTurns';
import { watchWire } from './watchWire';

const idle = lineText({ state: 'idle' });

/**
 * One person at the desk: a voice for what is typed, a conversation through the microphone, and every stream of both on the
 * timeline. Signals are what the page reads as text; all else goes into plain memory.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly marbles = inject(Marbles);
  private readonly script = inject(Script);
  private readonly choice = inject(Choice);
  private readonly voice = injectSynthesizer(this.choice.options);
  private readonly conversation = injectConversation({
    think,
    synthesizer: this.choice.options,
    flush: flushing,
    // So long may the page be busy, and nothing is heard of it.
    buffer: { lead: 200 },
  });
  private readonly voiceStatus$ = busier(this.conversation.synthesizer.status$, this.voice.status$);
  private readonly trouble = signal<string | undefined>(undefined);
  private readonly dismissed = signal<string | undefined>(undefined);

  readonly state = this.conversation.state;
  readonly captions = this.conversation.captions;
  readonly history = this.conversation.history;
  readonly answer = this.conversation.answer;
  readonly talking = computed(() => this.state() !== 'off');
  readonly speaking = computed(
    () => this.voice.speaking() || ['thinking', 'speaking', 'paused'].includes(this.state()),
  );
  readonly voiceLine = toSignal(this.voiceStatus$.pipe(map(lineText)), { initialValue: idle });
  readonly earsLine = computed(() => lineText(this.conversation.recognizer.status()));
  /** Of the turn that ended last. */
  readonly metrics = signal<TurnMetrics | AnswerMetrics | undefined>(undefined);
  readonly error = computed(() => {
    const failed = this.conversation.error() ?? this.voice.error();
    const sentence = this.trouble() ?? failed?.message;
    return sentence === this.dismissed() ? undefined : sentence;
  });

  constructor() {
    const spoken = inject(Spoken);
    const levels = inject(Levels);
    const wire = watchWire(this.marbles, spoken);
    const watched = { marbles: this.marbles, spoken, wire };
    const { events$, speech$, microphone$, levels$ } = this.conversation;

    inject(Tape).entries$.subscribe(wire.see);
    watchHearing(this.marbles, { microphone$, speech$ });
    watchAnswers(watched, events$);
    watchTurns(watched, this.voice.turns$);
    watchLine(this.marbles, 'voice-line', this.voiceStatus$);
    watchLine(this.marbles, 'ears-line', this.conversation.recognizer.status$);
    for (const tts of [this.voice, this.conversation.synthesizer]) {
      tts.events$.subscribe((event) => {
        if (event.type === 'words') spoken.say(event.words);
        if (event.type === 'segment-end') wire.complete(event.at);
      });
    }
    levels$.subscribe(({ microphone }) => levels.set('microphone', microphone));
    this.script.hear(speech$, events$);
    for (const { metrics } of [this.voice, this.conversation]) {
      effect(() => {
        const told = metrics();
        if (told !== undefined) untracked(() => this.metrics.set(told));
      });
    }
  }

  /** Says a text. Another one that is being said is interrupted. */
  say(text: string): void {
    this.forget();
    this.script.type(text);
    const commands$ = of(text).pipe(
      tap((token) => this.marbles.add({ lane: 'tokens', label: token, value: token })),
      flushEvery({ sentences: 1 }),
      tap((command) => this.show(command)),
    );
    this.voice.speak(commands$);
  }

  stop(): void {
    this.voice.stop();
  }

  /** Begins the conversation, or ends it. */
  talk(): void {
    this.forget();
    if (this.talking()) this.conversation.stop();
    else this.conversation.start();
  }

  /** Silences whoever speaks. */
  interrupt(): void {
    this.conversation.interrupt();
    this.voice.stop();
  }

  /** Something of the page's own went wrong. */
  fail(sentence: string): void {
    this.trouble.set(sentence);
  }

  /** The error was read. */
  dismiss(): void {
    this.dismissed.set(this.error());
  }

  /** Another voice or format was chosen: what is typed takes it by itself, a conversation when it starts. */
  takeChoice(): void {
    if (!this.talking()) return;
    this.conversation.stop();
    this.conversation.start();
  }

  private forget(): void {
    this.trouble.set(undefined);
    this.dismissed.set(undefined);
  }

  private show(command: SpeechCommand): void {
    if (command.type !== 'text') return;
    this.marbles.add({ lane: 'phrases', label: command.text, value: command });
  }
}
