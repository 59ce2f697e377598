import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { paint } from '../drawing/paint';
import { type Palette, readPalette } from '../drawing/palette';
import { Theme } from '../theme/theme';
import { drawTimeline } from './drawTimeline';
import { followPointer } from './followPointer';
import { hit } from './hit';
import { laneIndex, lanes } from './lanes';
import { type Marble } from './marble';
import { Marbles } from './marbles';
import { newestMarbles } from './newestMarbles';
import { type Direction, step } from './step';
import { summary } from './summary';
import { valueText } from './valueText';
import { clockTime, msPerPixel, showing, type View } from './view';

const keys: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

const spans = [3_000, 6_000, 12_000, 30_000, 60_000, 150_000, 300_000];

/** Every stream of the session as marbles, live. */
@Component({
  selector: 'desk-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './timeline.html',
})
export class Timeline {
  private readonly marbles = inject(Marbles);
  private readonly theme = inject(Theme);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private palette: Palette | undefined;
  private stale = true;
  private view: View = { end: 0, span: 0, width: 1 };

  protected readonly lanes = lanes;
  protected readonly paused = signal(false);
  protected readonly selected = signal<Marble | undefined>(undefined);
  /** Its place in `spans`: less on a phone, where a second would be a few pixels. */
  protected readonly zoom = signal(innerWidth < 720 ? 1 : 2);
  protected readonly inWords = signal('');
  protected readonly listed = signal<readonly Marble[]>([]);
  protected readonly widest = spans.length - 1;

  protected readonly value = computed(() => {
    const marble = this.selected();
    if (marble === undefined) return undefined;
    const lane = lanes[laneIndex(marble.lane)];
    return {
      lane: lane?.name ?? '',
      of: lane?.of ?? '',
      time: clockTime(marble.at, true),
      text: valueText(marble.value),
    };
  });

  constructor() {
    const gone = inject(DestroyRef);
    effect(() => {
      this.theme.shade();
      const element = this.canvas().nativeElement;
      untracked(() => {
        this.palette = readPalette(element.parentElement ?? document.body);
        this.stale = true;
      });
    });
    effect(() => {
      this.selected();
      this.paused();
      this.view = { ...this.view, span: spans[this.zoom()] ?? 12_000 };
      this.stale = true;
    });
    afterNextRender(() => {
      const canvas = this.canvas().nativeElement;
      const end = paint(
        canvas,
        (pen, { width }, now) => this.draw(pen, width, now),
        (now) => this.isStale(now),
      );
      const unfollow = followPointer(canvas, {
        tap: (x, y) => this.selected.set(hit(this.marbles, this.view, x, y)),
        drag: (by) => this.pan(by),
      });
      gone.onDestroy(end);
      gone.onDestroy(unfollow);
    });
  }

  protected toggle(): void {
    this.paused.update((paused) => !paused);
    this.tellInWords();
  }

  protected zoomBy(steps: number): void {
    this.zoom.update((zoom) => Math.min(this.widest, Math.max(0, zoom + steps)));
  }

  protected press(event: KeyboardEvent): void {
    const direction = keys[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (direction !== undefined) this.select(step(this.marbles, this.selected(), direction));
    else if (event.key === ' ') this.toggle();
    else if (event.key === '+' || event.key === '=') this.zoomBy(-1);
    else if (event.key === '-') this.zoomBy(1);
    else return;
    event.preventDefault();
  }

  protected tellInWords(): void {
    const now = performance.now();
    this.inWords.set(summary(this.marbles, Math.max(0, now - 30_000), now));
  }

  protected list(open: boolean): void {
    this.listed.set(open ? newestMarbles(this.marbles, 40) : []);
  }

  protected readonly nameOf = ({ lane }: Marble) => lanes[laneIndex(lane)]?.name ?? '';
  protected readonly textOf = ({ label, value }: Marble) =>
    label === '' ? valueText(value) : label;
  protected readonly timeOf = ({ at }: Marble) => clockTime(at, true);

  private select(marble: Marble | undefined): void {
    this.selected.set(marble);
    if (marble !== undefined && this.paused()) this.view = showing(this.view, marble.at);
  }

  private pan(by: number): void {
    if (!this.paused()) return;
    const end = this.view.end - by * msPerPixel(this.view);
    this.view = { ...this.view, end: Math.min(performance.now(), Math.max(0, end)) };
    this.stale = true;
  }

  /** While it runs it is drawn when it has moved by a pixel of the screen. */
  private isStale(now: number): boolean {
    if (this.stale) return true;
    return !this.paused() && now - this.view.end >= msPerPixel(this.view) / devicePixelRatio;
  }

  private draw(pen: CanvasRenderingContext2D, width: number, now: number): void {
    if (this.palette === undefined) return;
    this.stale = false;
    this.view = { ...this.view, width, end: this.paused() ? this.view.end : now };
    drawTimeline(pen, this.palette, this.marbles, this.view, untracked(this.selected));
  }
}
