import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  untracked,
  viewChild,
} from '@angular/core';
import { aligned } from '../drawing/aligned';
import { paint } from '../drawing/paint';
import { type Palette, readPalette } from '../drawing/palette';
import { Theme } from '../theme/theme';
import { drawWaveform } from './drawWaveform';
import { Spoken } from './spoken';

/** The shape of what was said last, with the heard part marked. */
@Component({
  selector: 'desk-waveform',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header class="panel-head">
      <h2 id="waveform-title">What was said</h2>
      <span #length class="length">{{ nothing }}</span>
    </header>
    <canvas
      #canvas
      class="wave"
      role="img"
      aria-labelledby="waveform-title"
      data-test="waveform"
    ></canvas>
  `,
})
export class Waveform {
  private readonly spoken = inject(Spoken);
  private readonly theme = inject(Theme);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly length = viewChild.required<ElementRef<HTMLElement>>('length');
  protected readonly nothing = heard(0, 0);
  private palette: Palette | undefined;
  private drawn = -1;

  constructor() {
    const gone = inject(DestroyRef);
    effect(() => {
      this.theme.shade();
      const element = this.canvas().nativeElement;
      untracked(() => {
        this.palette = readPalette(element.parentElement ?? document.body);
        this.drawn = -1;
      });
    });
    afterNextRender(() => {
      const end = paint(
        this.canvas().nativeElement,
        (pen, size) => {
          if (this.palette === undefined) return;
          this.drawn = this.spoken.version;
          drawWaveform(pen, this.palette, size, this.spoken);
          this.tell();
        },
        () => this.drawn !== this.spoken.version,
      );
      gone.onDestroy(end);
    });
  }

  /** Not through a signal: it changes with every 20 ms of sound. */
  private tell(): void {
    const { playedMs, peaks } = this.spoken;
    const text = heard(playedMs, Math.max(playedMs, peaks.length));
    const output = this.length().nativeElement;
    if (output.textContent === text) return;
    output.textContent = text;
    this.canvas().nativeElement.setAttribute('aria-description', text.replace(/\u2007/g, ''));
  }
}

const heard = (played: number, all: number) => `${seconds(played)} of ${seconds(all)} heard`;
const seconds = (ms: number) => aligned(`${(ms / 1000).toFixed(1)} s`, 6);
