import { computed, Injectable, signal } from '@angular/core';

export type Shade = 'light' | 'dark';

const place = 'desk-theme';

/** Light or dark: as the system says, until the user says otherwise. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly system = signal<Shade>(systemShade());
  private readonly chosen = signal<Shade | undefined>(storedShade());

  readonly shade = computed(() => this.chosen() ?? this.system());

  constructor() {
    this.show();
    dark().addEventListener('change', () => {
      this.system.set(systemShade());
    });
  }

  toggle(): void {
    const shade = this.shade() === 'dark' ? 'light' : 'dark';
    this.chosen.set(shade);
    localStorage.setItem(place, shade);
    this.show();
  }

  private show(): void {
    const chosen = this.chosen();
    if (chosen !== undefined) document.documentElement.setAttribute('data-theme', chosen);
  }
}

const dark = () => matchMedia('(prefers-color-scheme: dark)');
const systemShade = (): Shade => (dark().matches ? 'dark' : 'light');

function storedShade(): Shade | undefined {
  const stored = localStorage.getItem(place);
  return stored === 'light' || stored === 'dark' ? stored : undefined;
}
