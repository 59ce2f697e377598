import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { paint } from '../drawing/paint';
import { type Palette, readPalette } from '../drawing/palette';
import { Theme } from '../theme/theme';
import { drawMeter, fullness } from './drawMeter';
import { Levels } from './levels';

/** How loud the microphone or the speaker is. */
@Component({
  selector: 'desk-meter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="meter-name" aria-hidden="true">{{ name() }}</span>
    <canvas
      #canvas
      role="meter"
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow="0"
      [attr.aria-label]="'Level of the ' + of()"
    ></canvas>
  `,
})
export class Meter {
  readonly of = input.required<'microphone' | 'speaker'>();
  readonly name = input.required<string>();

  private readonly levels = inject(Levels);
  private readonly theme = inject(Theme);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private palette: Palette | undefined;
  private full = 0;
  private peak = 0;
  private peakAt = 0;
  private drawn = '';
  private told = 0;

  constructor() {
    const gone = inject(DestroyRef);
    effect(() => {
      this.theme.shade();
      const element = this.canvas().nativeElement;
      untracked(() => {
        this.palette = readPalette(element.parentElement ?? document.body);
        this.drawn = '';
      });
    });
    afterNextRender(() => {
      const end = paint(
        this.canvas().nativeElement,
        (pen, size) => {
          if (this.palette === undefined) return;
          const colour = this.of() === 'microphone' ? this.palette.sound : this.palette.spoken;
          drawMeter(pen, this.palette, size, colour, this.full, this.peak);
        },
        (now) => this.moves(now),
      );
      gone.onDestroy(end);
    });
  }

  /** Rises at once, falls slowly, keeps its peak for a second. Says whether there is something new to draw. */
  private moves(now: number): boolean {
    const level = fullness(this.levels.now(this.of()));
    this.full = Math.max(level, this.full - 0.03);
    if (this.full >= this.peak || now - this.peakAt > 1000) {
      this.peak = this.full;
      this.peakAt = now;
    }
    if (now - this.told > 500) {
      this.told = now;
      const percent = Math.round(this.full * 100).toString();
      this.canvas().nativeElement.setAttribute('aria-valuenow', percent);
    }
    const state = `${this.full.toFixed(3)} ${this.peak.toFixed(3)}`;
    if (state === this.drawn) return false;
    this.drawn = state;
    return true;
  }
}
